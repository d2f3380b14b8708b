using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Hub.Fhir.Xml;

/// <summary>Narratives between JSON and XML: the same text, but for entities that only HTML names and a namespace left out.</summary>
internal static partial class Narrative
{
    public static string ToXml(string xhtml)
    {
        var named = NamedEntities().Replace(xhtml.Trim(), entity => entity.Value switch
        {
            "&amp;" or "&lt;" or "&gt;" or "&quot;" or "&apos;" => entity.Value,
            var name => Numbers(WebUtility.HtmlDecode(name)),
        });
        var tag = named[..(named.IndexOf('>', StringComparison.Ordinal) + 1)];
        return tag.Contains("xmlns", StringComparison.Ordinal) ? named : $"<div xmlns=\"{FhirXml.XhtmlNamespace}\"{named[4..]}";
    }

    private static string Numbers(string text)
    {
        var numbers = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            numbers.Append(CultureInfo.InvariantCulture, $"&#{rune.Value};");
        }

        return numbers.ToString();
    }

    [GeneratedRegex("&[A-Za-z][A-Za-z0-9]*;")]
    private static partial Regex NamedEntities();
}
