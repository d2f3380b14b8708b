using System.Buffers;

namespace Hub.Fhir.Types;

/// <summary>A logical id (http://hl7.org/fhir/R4/datatypes.html#id): 1 to 64 of letters, digits, hyphen and dot.</summary>
public static class FhirId
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    public static bool IsId(string text) => text.Length is > 0 and <= 64 && !text.AsSpan().ContainsAnyExcept(Characters);
}
