using System.Text.RegularExpressions;

namespace Hub.Fhir.Xml;

/// <summary>The grammar of numbers in JSON (RFC 8259, 6), which is that of FHIR's decimal too.</summary>
internal static partial class JsonNumber
{
    public static bool IsNumber(string text) => Pattern().IsMatch(text);

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Pattern();
}
