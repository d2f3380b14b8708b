using System.IO.Compression;
using Hub.Definitions;
using Hub.Fhir.Care;
using Hub.Fhir.Definitions;
using Hub.Fhir.Terminology;
using Hub.Fhir.Tests.Care;
using Hub.Fhir.Tests.Definitions;

namespace Hub.Fhir.Tests.Terminology;

public sealed class TerminologySetTests
{
    private const string Mhsds = "https://referralhub.example/fhir/national/";
    private static readonly TerminologySet Held = TerminologySet.Held;

    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(Given.Root, "specs", "terminology"), "*.json").Select(file => Path.GetFileName(file)!)];

    [R4PackageFact]
    public void The_embedded_terminology_is_what_the_tool_makes_of_the_package()
    {
        using var stream = typeof(TerminologySet).Assembly.GetManifestResourceStream("r4-terminology.json.gz")!;
        using var gzip = new GZipStream(stream, CompressionMode.Decompress);
        using var embedded = new MemoryStream();
        gzip.CopyTo(embedded);
        Assert.Equal(embedded.ToArray(), TerminologyReduction.Reduce(PackageArchive.Open(R4PackageFactAttribute.Package!)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_of_specs_terminology_is_valid_FHIR(string file)
    {
        Given.Valid(File.ReadAllText(Path.Combine(Given.Root, "specs", "terminology", file)));
    }

    [Fact]
    public void Every_closed_value_set_of_a_required_binding_is_held_with_the_same_codes()
    {
        var bound = DefinitionSet.R4.Types.SelectMany(type => type.Elements).Select(element => element.Binding?.Codes).OfType<CodeList>().Distinct();
        foreach (var codes in bound)
        {
            foreach (var (system, code) in codes.Systems.SelectMany(system => system.Value, (system, code) => (system.Key, code)).Take(20))
            {
                Assert.True(Held.ValidateMember(codes.ValueSet, system, code).Result is true or null, $"{codes.ValueSet} {system} {code}");
            }
        }
    }

    [Theory]
    [InlineData("http://hl7.org/fhir/administrative-gender", "female", true)]
    [InlineData("http://hl7.org/fhir/administrative-gender", "woman", false)]
    [InlineData("http://terminology.hl7.org/CodeSystem/v3-ActReason", "ETREAT", true)]
    [InlineData("https://referralhub.example/fhir/CodeSystem/decline-reason", "no-capacity", true)]
    [InlineData("https://referralhub.example/fhir/CodeSystem/decline-reason", "refused-to-engage", false)]
    [InlineData("https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus", "trace-required", true)]
    [InlineData("http://snomed.info/sct", "736253002", null)]
    [InlineData("https://elsewhere.example/codes", "x", null)]
    public void A_code_is_valid_invalid_or_not_checked(string system, string code, bool? expected)
    {
        var answer = Held.ValidateCode(system, code);

        Assert.Equal(expected, answer.Result);
        Assert.Equal(expected is null, answer.Message.StartsWith("Not checked", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://hl7.org/fhir/ValueSet/request-priority", null, "asap", true)]
    [InlineData("http://hl7.org/fhir/ValueSet/request-priority|4.0.1", "http://hl7.org/fhir/request-priority", "stat", true)]
    [InlineData("http://hl7.org/fhir/ValueSet/request-priority", "http://elsewhere.example", "stat", false)]
    [InlineData("http://hl7.org/fhir/ValueSet/age-units", "http://unitsofmeasure.org", "m", false)]
    [InlineData("http://hl7.org/fhir/ValueSet/age-units", "http://unitsofmeasure.org", "mo", true)]
    [InlineData("http://hl7.org/fhir/ValueSet/mimetypes", null, "text/plain", null)]
    [InlineData("https://elsewhere.example/ValueSet/x", null, "x", null)]
    public void A_member_of_a_value_set_is_valid_invalid_or_not_checked(string valueSet, string? system, string code, bool? expected)
    {
        Assert.Equal(expected, Held.ValidateMember(valueSet, system, code).Result);
    }

    [Fact]
    public void Another_display_is_told_and_does_not_make_the_code_invalid()
    {
        var answer = Held.ValidateCode("http://hl7.org/fhir/administrative-gender", "female", "Woman");

        Assert.True(answer.Result);
        Assert.Contains("'Female'", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expansion_is_filtered_by_beginnings_of_words_and_paged()
    {
        const string Purposes = "http://terminology.hl7.org/ValueSet/v3-PurposeOfUse";
        var all = Held.Expand(Purposes)!;
        var emergency = Held.Expand(Purposes, "emerg treat")!;
        var page = Held.Expand(Purposes, null, 5, 3)!;

        Assert.Equal(["ETREAT", "ERTREAT"], emergency.Concepts.Select(concept => concept.Code));
        Assert.Equal((all.Total, 5, 3), (page.Total, page.Offset, page.Concepts.Count));
        Assert.Equal(all.Concepts.Skip(5).Take(3), page.Concepts);
        Assert.Empty(Held.Expand(Purposes, null, 10_000, 3)!.Concepts);
        Assert.Null(Held.Expand("https://elsewhere.example/ValueSet/x"));
    }

    [Fact]
    public void A_lookup_has_display_and_definition()
    {
        var concept = Held.Lookup(Canonicals.DeclineReason, "no-capacity");

        Assert.Equal("No room in time", concept?.Display);
        Assert.StartsWith("The service cannot start", concept?.Definition, StringComparison.Ordinal);
        Assert.Null(Held.Lookup(Canonicals.DeclineReason, "refused-to-engage"));
    }

    [Theory]
    [InlineData("http://hl7.org/fhir/request-priority", "asap", Mhsds + "mhsds-clinical-response-priority", "4", "equivalent")]
    [InlineData(Mhsds + "mhsds-clinical-response-priority", "1", "http://hl7.org/fhir/request-priority", "stat", "equivalent")]
    [InlineData(Canonicals.DeclineReason, "out-of-age", Mhsds + "mhsds-referral-rejection-reason", "02", "wider")]
    [InlineData(Canonicals.DeclineReason, "no-capacity", Mhsds + "mhsds-referral-rejection-reason", null, "unmatched")]
    [InlineData("https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland", "03", "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus", "trace-required", "equal")]
    public void Codes_are_translated_both_ways(string system, string code, string target, string? expected, string equivalence)
    {
        var said = Assert.Single(Held.Translate(system, code, target));

        Assert.Equal((expected, equivalence), (said.Code, said.Equivalence));
    }

    [Fact]
    public void A_code_that_stands_for_several_comes_back_as_each_of_them()
    {
        var said = Held.Translate(Mhsds + "mhsds-referral-rejection-reason", "02");

        Assert.Equal(["different-expertise", "out-of-age", "out-of-area", "out-of-scope"], said.Select(each => each.Code).Order(StringComparer.Ordinal));
        Assert.All(said, each => Assert.Equal("narrower", each.Equivalence));
    }

    [Fact]
    public void Every_target_of_a_map_is_a_code_of_its_system_and_every_source_too()
    {
        foreach (var map in Held.ConceptMaps)
        {
            Assert.All(map.Codes, source => Assert.True(Held.ValidateCode(map.Source, source.Key).Result, source.Key));
            Assert.All(map.Codes.SelectMany(source => source).Where(row => row.Code is not null), row => Assert.True(Held.ValidateCode(map.Target, row.Code!).Result, row.Code));
        }

        Assert.All(HubCodes.Codes(Canonicals.DeclineReason).Keys, code => Assert.NotEmpty(Held.Translate(Canonicals.DeclineReason, code)));
    }
}
