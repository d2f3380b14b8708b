using System.Text;
using System.Text.RegularExpressions;
using Hub.Fhir.Definitions;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Tests.Validation;

public sealed class PrimitiveFormatsTests
{
    private static readonly string[] Samples =
    [
        "a", " a", "a ", "a b", "a  b", "a\tb", "\t", " ", "a\nb", "é", "😀", "a:b", "http://a.example/b?c=d#e", "urn:x:y",
        "0", "-0", "00", "01", "1", "-1", "+1", "1.0", "1e5", "2147483647", "-2147483648", "-5", "10", "999", "1 ",
        "2020", "0000", "0001", "9999", "20200", "202", "2020-1", "2020-01", "2020-00", "2020-13", "2020-12", "2020-01-01", "2020-01-31",
        "2020-01-32", "2020-01-00", "2020-1-1", "2020-01-01T", "2020-01-01T10", "2020-01-01T10:00", "2020-01-01T10:00Z", "2020-01-01T10:00:00",
        "2020-01-01T10:00:00Z", "2020-01-01T24:00:00Z", "2020-01-01T23:59:60Z", "2020-01-01T23:60:00Z", "2020-01-01T10:00:00.Z",
        "2020-01-01T10:00:00.1Z", "2020-01-01T10:00:00.123456789Z", "2020-01-01T10:00:00+00:00", "2020-01-01T10:00:00+14:00",
        "2020-01-01T10:00:00+14:01", "2020-01-01T10:00:00-13:59", "2020-01-01T10:00:00+1:00", "2020-01-01T10:00:00z", "2020-01-01 10:00:00Z",
        "2020-01T10:00:00Z", "2020/01/01", "١٢٣٤", "10:00:00", "10:00", "23:59:60", "24:00:00", "10:00:00.5", "10:00:00.", "10:0:00", "1:00:00",
        "abc-1.2", "a_b", new('a', 64), new('a', 65), "QQ==", "QUJD", "QUJ", "Q U", "====", "QUI=", "Q=UI", "QUJD\nQUJD", "QUJD QUJD ", "!!!!",
        "urn:oid:1.2.3", "urn:oid:1.02", "urn:oid:3.1", "urn:oid:1", "urn:oid:1.", "urn:oid:2.0.1", "oid:1.2",
        "urn:uuid:550e8400-e29b-41d4-a716-446655440000", "urn:uuid:550E8400-e29b-41d4-a716-446655440000", "urn:uuid:550e8400", "550e8400-e29b-41d4-a716-446655440000",
    ];

    public static TheoryData<string> Primitives() =>
        [.. DefinitionSet.R4.Types.Where(type => type is { IsPrimitive: true, Pattern: not null }).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Primitives))]
    public void Formats_by_hand_and_published_expressions_agree(string name)
    {
        var type = DefinitionSet.R4.Type(name)!;
        var published = new Regex($@"\A(?:{type.Pattern})\z", RegexOptions.ECMAScript);
        var isNumber = type.Format is PrimitiveFormat.Decimal or PrimitiveFormat.Boolean;
        foreach (var sample in isNumber ? [] : Variants())
        {
            var byHand = PrimitiveFormats.IsValid(type.Format, Encoding.UTF8.GetBytes(sample));
            if (!IsStricterOnPurpose(type.Format, sample))
            {
                Assert.True(byHand == published.IsMatch(sample), $"{name}: '{sample}' is {byHand} by hand");
            }
        }
    }

    [Theory]
    [InlineData("date", "2021-02-29")]
    [InlineData("dateTime", "2021-04-31T10:00:00Z")]
    [InlineData("uri", "urn:uuid:nothing")]
    [InlineData("canonical", "urn:oid:9.9")]
    [InlineData("base64Binary", "====")]
    [InlineData("string", "a\u0000b")]
    [InlineData("integer", "2147483648")]
    [InlineData("unsignedInt", "99999999999999999999")]
    public void The_prose_of_a_type_is_held_where_its_expression_is_silent(string type, string value)
    {
        Assert.False(PrimitiveFormats.IsValid(DefinitionSet.R4.Type(type)!.Format, Encoding.UTF8.GetBytes(value)));
    }

    [Theory]
    [InlineData("QU JD")]
    [InlineData("QUJ\r\nD")]
    [InlineData("Q Q = =")]
    public void White_space_may_stand_anywhere_in_base64_as_in_the_official_examples(string value)
    {
        Assert.True(PrimitiveFormats.IsValid(PrimitiveFormat.Base64Binary, Encoding.UTF8.GetBytes(value)));
    }

    [Fact]
    public void A_string_may_have_a_megabyte_and_no_more()
    {
        var value = new byte[(1024 * 1024) + 1];
        Array.Fill(value, (byte)'a');
        Assert.True(PrimitiveFormats.IsValid(PrimitiveFormat.String, value.AsSpan(1)));
        Assert.False(PrimitiveFormats.IsValid(PrimitiveFormat.String, value));
    }

    /// <summary>Every sample, and every sample with one character changed, put in or taken out.</summary>
    private static IEnumerable<string> Variants()
    {
        const string signs = "0159-+:.TZ aZ=\n_/";
        foreach (var sample in Samples)
        {
            yield return sample;
            for (var place = 0; place < Math.Min(sample.Length, 48); place++)
            {
                if (sample.Length > 1)
                {
                    yield return sample.Remove(place, 1);
                }

                foreach (var sign in signs)
                {
                    yield return sample.Insert(place, sign.ToString());
                    yield return $"{sample[..place]}{sign}{sample[(place + 1)..]}";
                }
            }
        }
    }

    private static bool IsStricterOnPurpose(PrimitiveFormat format, string sample) => format switch
    {
        PrimitiveFormat.Base64Binary => true,
        PrimitiveFormat.Uri or PrimitiveFormat.Url or PrimitiveFormat.Canonical => sample.StartsWith("urn:", StringComparison.Ordinal),
        PrimitiveFormat.Date or PrimitiveFormat.DateTime or PrimitiveFormat.Instant =>
            sample.Length >= 10 && !DateTime.TryParseExact(sample[..10], "yyyy-MM-dd", null, System.Globalization.DateTimeStyles.None, out _),
        PrimitiveFormat.Integer or PrimitiveFormat.UnsignedInt or PrimitiveFormat.PositiveInt => sample.Length > 9,
        _ => false,
    };
}
