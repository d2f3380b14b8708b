using System.Buffers;
using System.Buffers.Text;
using Hub.Fhir.Definitions;

namespace Hub.Fhir.Validation;

/// <summary>
/// The formats of primitive values, by hand instead of by the published regular expressions because every byte that comes in
/// passes here. A test holds both together; where this is stricter on purpose, the reason stands beside the rule.
/// </summary>
internal static class PrimitiveFormats
{
    private const int LongestString = 1024 * 1024;
    private const int LongestDecimal = 100;

    private static readonly SearchValues<byte> NoText = SearchValues.Create(Enumerable.Range(0, 32).Except([9, 10, 13]).Select(octet => (byte)octet).ToArray());
    private static readonly SearchValues<byte> NoUri = SearchValues.Create(Enumerable.Range(0, 33).Select(octet => (byte)octet).ToArray());
    private static readonly SearchValues<byte> Id = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> LowerHex = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>The value is not empty and has no JSON escapes.</summary>
    public static bool IsValid(PrimitiveFormat format, ReadOnlySpan<byte> value) => format switch
    {
        PrimitiveFormat.String or PrimitiveFormat.Markdown => IsText(value),
        PrimitiveFormat.Code => IsCode(value),
        PrimitiveFormat.Uri or PrimitiveFormat.Url or PrimitiveFormat.Canonical => IsUri(value),
        PrimitiveFormat.Id => value.Length <= 64 && !value.ContainsAnyExcept(Id),
        PrimitiveFormat.Date => DateFormats.IsDate(value),
        PrimitiveFormat.DateTime => DateFormats.IsDateTime(value),
        PrimitiveFormat.Instant => DateFormats.IsInstant(value),
        PrimitiveFormat.Time => DateFormats.IsTime(value),
        PrimitiveFormat.Integer => IsInteger(value, int.MinValue),
        PrimitiveFormat.UnsignedInt => IsInteger(value, 0),
        PrimitiveFormat.PositiveInt => IsInteger(value, 1),
        PrimitiveFormat.Decimal => value.Length <= LongestDecimal,
        PrimitiveFormat.Base64Binary => IsBase64(value),
        PrimitiveFormat.Oid => IsOid(value),
        PrimitiveFormat.Uuid => IsUuid(value),
        _ => true,
    };

    public static string Sentence(TypeDefinition type) => type.Format switch
    {
        PrimitiveFormat.Date => "Must be a date that exists: YYYY, YYYY-MM or YYYY-MM-DD.",
        PrimitiveFormat.DateTime => "Must be a date that exists, or date and time with seconds and zone: 2026-11-22T10:00:00Z.",
        PrimitiveFormat.Instant => "Must be a moment with seconds and zone: 2026-11-22T10:00:00Z.",
        PrimitiveFormat.Time => "Must be a time of day with seconds: 10:00:00.",
        PrimitiveFormat.Id => "Must be 1 to 64 of A-Z, a-z, 0-9, '-' and '.'.",
        PrimitiveFormat.Code => "Must not begin or end with white space, nor have more than one together.",
        PrimitiveFormat.Uri or PrimitiveFormat.Url or PrimitiveFormat.Canonical => "Must have no white space; urn:uuid: and urn:oid: need a lower-case UUID or an OID.",
        PrimitiveFormat.Integer or PrimitiveFormat.UnsignedInt or PrimitiveFormat.PositiveInt => $"Must be a whole number without exponent, in the range of {type.Name}.",
        PrimitiveFormat.Decimal => $"Must be a number of at most {LongestDecimal} characters.",
        PrimitiveFormat.Base64Binary => "Must be base64.",
        PrimitiveFormat.Oid => "Must be urn:oid: and an OID.",
        PrimitiveFormat.Uuid => "Must be urn:uuid: and a UUID in lower case.",
        _ => "Must be text without control characters, of at most 1 MB.",
    };

    /// <summary>
    /// Stricter than the expression: control characters and the length limit are in the prose of the type, and two characters
    /// that XML cannot hold could not be answered in XML.
    /// </summary>
    private static bool IsText(ReadOnlySpan<byte> value) =>
        value.Length <= LongestString && !value.ContainsAny(NoText) && value.IndexOf("\uFFFE"u8) < 0 && value.IndexOf("\uFFFF"u8) < 0;

    private static bool IsCode(ReadOnlySpan<byte> value)
    {
        var place = value.IndexOfAny(NoUri);
        if (place < 0)
        {
            return true;
        }

        var afterSpace = true;
        foreach (var octet in value)
        {
            var isSpace = octet is (byte)' ' or (>= 9 and <= 13);
            if ((isSpace && afterSpace) || (octet < 32 && !isSpace))
            {
                return false;
            }

            afterSpace = isSpace;
        }

        return !afterSpace;
    }

    /// <summary>Stricter than the expression: the prose wants UUIDs and OIDs inside URNs to be such.</summary>
    private static bool IsUri(ReadOnlySpan<byte> value)
    {
        if (value.ContainsAny(NoUri))
        {
            return false;
        }

        return !value.StartsWith("urn:"u8)
            || (value.StartsWith("urn:uuid:"u8) ? IsUuid(value) : !value.StartsWith("urn:oid:"u8) || IsOid(value));
    }

    /// <summary>No plus and no leading zeros, also where the value comes from XML; within 32 bits, as the prose says.</summary>
    private static bool IsInteger(ReadOnlySpan<byte> value, int least)
    {
        var digits = least < 0 && value[0] == '-' ? value[1..] : value;
        return !digits.IsEmpty && char.IsAsciiDigit((char)digits[0]) && (digits[0] != '0' || digits.Length == 1)
            && Utf8Parser.TryParse(value, out int number, out var used) && used == value.Length && number >= least;
    }

    /// <summary>White space may stand anywhere, as in the official examples; padding only at the end.</summary>
    private static bool IsBase64(ReadOnlySpan<byte> value) => Base64.IsValid(value, out var decoded) && decoded > 0;

    private static bool IsOid(ReadOnlySpan<byte> value)
    {
        if (!value.StartsWith("urn:oid:"u8) || value.Length < 11 || value[8] is < (byte)'0' or > (byte)'2' || value[9] != '.')
        {
            return false;
        }

        foreach (var arc in value[10..].Split((byte)'.'))
        {
            var digits = value[10..][arc];
            if (digits.IsEmpty || digits.ContainsAnyExcept(Digits) || (digits[0] == '0' && digits.Length > 1))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUuid(ReadOnlySpan<byte> value)
    {
        if (value.Length != 45 || !value.StartsWith("urn:uuid:"u8))
        {
            return false;
        }

        var uuid = value[9..];
        return uuid[8] == '-' && uuid[13] == '-' && uuid[18] == '-' && uuid[23] == '-'
            && !uuid[..8].ContainsAnyExcept(LowerHex) && !uuid[9..13].ContainsAnyExcept(LowerHex) && !uuid[14..18].ContainsAnyExcept(LowerHex)
            && !uuid[19..23].ContainsAnyExcept(LowerHex) && !uuid[24..].ContainsAnyExcept(LowerHex);
    }
}
