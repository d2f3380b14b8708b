using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using Hub.Fhir.Definitions;

namespace Hub.Fhir.Validation;

/// <summary>The elements, attributes and links that a narrative may have (http://hl7.org/fhir/R4/narrative.html#xhtml).</summary>
internal static class XhtmlSubset
{
    /// <summary>The allowed elements, each under its own name.</summary>
    public static readonly Utf8Table<string> Elements = Table(
        "a abbr acronym address area b bdo big blockquote br caption cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 "
        + "hr i img ins kbd li map ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var");

    private static readonly Utf8Table<string> Attributes = Table(
        "abbr accesskey align alt axis bgcolor border cellpadding cellspacing char charoff cite class color colspan coords datetime dir "
        + "frame headers height href hreflang id idref lang longdesc name nohref nowrap rel rev rowspan rules scope shape size span src start "
        + "style summary tabindex target title type usemap valign value width xml:lang xml:space xmlns");

    private static readonly string[] Schemes = ["http:", "https:", "mailto:", "tel:", "sms:", "urn:", "ftp:", "cid:", "data:image/png", "data:image/jpeg", "data:image/gif"];

    private static readonly string[] Running = ["expression(", "javascript:", "vbscript:", "behavior:", "-moz-binding", "@import", "\\"];

    private static readonly SearchValues<char> BeforePath = SearchValues.Create("/?#");

    public static string? Fault(string element, ReadOnlySpan<byte> attribute, ReadOnlySpan<byte> value)
    {
        if (Attributes.Find(attribute) is not { } name)
        {
            return "The narrative has an attribute that FHIR does not allow (no event attributes).";
        }

        if (name == "xmlns" && !value.SequenceEqual("http://www.w3.org/1999/xhtml"u8))
        {
            return "The narrative must be in the XHTML namespace.";
        }

        var isLink = name is "href" or "src" or "cite" or "longdesc" or "usemap";
        if (isLink ? !IsHarmlessLink(Plain(value)) : name == "style" && !IsHarmlessStyle(Plain(value)))
        {
            return $"The narrative's {element} has a {name} that could run or load something.";
        }

        return null;
    }

    /// <summary>A name of HTML 4 or the number of a character that XML allows.</summary>
    public static bool IsEntity(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return false;
        }

        if (name[0] != '#')
        {
            var text = $"&{Encoding.UTF8.GetString(name)};";
            return text == "&apos;" || WebUtility.HtmlDecode(text) != text;
        }

        var isHex = name.Length > 1 && name[1] == 'x';
        return int.TryParse(name[(isHex ? 2 : 1)..], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (number is 9 or 10 or 13 or (>= 0x20 and < 0xD800) or (>= 0xE000 and < 0xFFFE) or (>= 0x10000 and <= 0x10FFFF));
    }

    /// <summary>What browsers read: entities resolved, white space and control characters gone, lower case.</summary>
    private static string Plain(ReadOnlySpan<byte> value) =>
        string.Concat(WebUtility.HtmlDecode(Encoding.UTF8.GetString(value)).Where(sign => sign > ' ')).ToLowerInvariant();

    private static bool IsHarmlessLink(string link)
    {
        var colon = link.IndexOf(':', StringComparison.Ordinal);
        var path = link.AsSpan().IndexOfAny(BeforePath);
        return colon < 0 || (path >= 0 && path < colon) || Array.Exists(Schemes, scheme => link.StartsWith(scheme, StringComparison.Ordinal));
    }

    private static bool IsHarmlessStyle(string style) =>
        !Array.Exists(Running, words => style.Contains(words, StringComparison.Ordinal))
        && style.Split("url(").Skip(1).All(link => IsHarmlessLink(link.TrimStart('\'', '"')));

    private static Utf8Table<string> Table(string names) =>
        new(names.Split(' ').Select(name => (Encoding.UTF8.GetBytes(name), name)).ToList());
}
