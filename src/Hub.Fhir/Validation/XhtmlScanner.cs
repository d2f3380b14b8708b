using System.Buffers;

namespace Hub.Fhir.Validation;

/// <summary>
/// Reads the div of a narrative once, byte by byte: well-formed, only the elements and attributes of the subset, no scripts
/// (http://hl7.org/fhir/R4/narrative.html#xhtml, invariants txt-1 and txt-2).
/// </summary>
internal ref struct XhtmlScanner(ReadOnlySpan<byte> xhtml)
{
    private const int Deepest = 64;

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:-_"u8);
    private static readonly SearchValues<byte> Spaces = SearchValues.Create(" \t\r\n"u8);
    private static readonly SearchValues<byte> Markup = SearchValues.Create("<&"u8);

    private readonly ReadOnlySpan<byte> all = xhtml;
    private ReadOnlySpan<byte> rest = xhtml;
    private OpenElements open;
    private int depth;
    private bool hasContent;

    /// <summary>A sentence on the first thing that is wrong; null when nothing is.</summary>
    public string? Fault()
    {
        Skip();
        if (!rest.StartsWith("<div"u8))
        {
            return "The narrative must be one XHTML div.";
        }

        do
        {
            if ((rest.IsEmpty ? "The narrative's div is not closed." : Next()) is { } fault)
            {
                return fault;
            }
        }
        while (depth > 0);

        Skip();
        return !rest.IsEmpty ? "Nothing may stand after the narrative's div."
            : hasContent ? null : "txt-2: The narrative must have some text or an image.";
    }

    private string? Next()
    {
        if (rest[0] == '<')
        {
            return rest.StartsWith("<!--"u8) ? Comment() : rest.StartsWith("</"u8) ? Close() : Element();
        }

        if (rest[0] == '&')
        {
            hasContent = true;
            return Entity(ref rest);
        }

        var length = rest.IndexOfAny(Markup);
        var text = length < 0 ? rest : rest[..length];
        hasContent |= text.ContainsAnyExcept(Spaces);
        rest = rest[text.Length..];
        return null;
    }

    private string? Comment()
    {
        var end = rest[4..].IndexOf("--"u8);
        if (end < 0 || !rest[(end + 4)..].StartsWith("-->"u8))
        {
            return "A comment in the narrative is not closed.";
        }

        rest = rest[(end + 7)..];
        return null;
    }

    private string? Close()
    {
        rest = rest[2..];
        var name = Name();
        Skip();
        var (start, length) = open[--depth];
        if (!name.SequenceEqual(all.Slice(start, length)) || !rest.StartsWith(">"u8))
        {
            return "The narrative is not well-formed: an element is closed that is not open.";
        }

        rest = rest[1..];
        return null;
    }

    private string? Element()
    {
        rest = rest[1..];
        var start = all.Length - rest.Length;
        var name = Name();
        if (XhtmlSubset.Elements.Find(name) is not { } allowed)
        {
            return "The narrative has an element that FHIR does not allow (no scripts, forms, frames, styles or objects).";
        }

        hasContent |= name.SequenceEqual("img"u8);
        while (true)
        {
            var spaces = Skip();
            if (rest.StartsWith(">"u8))
            {
                rest = rest[1..];
                return Enter(start, name.Length);
            }

            if (rest.StartsWith("/>"u8))
            {
                rest = rest[2..];
                return null;
            }

            if ((spaces == 0 ? "The narrative is not well-formed." : Attribute(allowed)) is { } fault)
            {
                return fault;
            }
        }
    }

    private string? Enter(int start, int length)
    {
        if (depth == Deepest)
        {
            return $"The narrative is nested deeper than {Deepest} elements.";
        }

        open[depth++] = (start, length);
        return null;
    }

    private string? Attribute(string element)
    {
        var name = Name();
        Skip();
        if (name.IsEmpty || !rest.StartsWith("="u8))
        {
            return "The narrative is not well-formed: an attribute has no value.";
        }

        rest = rest[1..];
        Skip();
        var length = rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\'') ? -1 : rest[1..].IndexOf(rest[0]);
        if (length < 0)
        {
            return "The narrative is not well-formed: an attribute's value is not quoted.";
        }

        var value = rest.Slice(1, length);
        rest = rest[(length + 2)..];
        return AttributeFault(value) ?? XhtmlSubset.Fault(element, name, value);
    }

    private static string? AttributeFault(ReadOnlySpan<byte> value)
    {
        while (value.IndexOfAny(Markup) is >= 0 and var place)
        {
            value = value[place..];
            if (value[0] == '<' || Entity(ref value) is not null)
            {
                return "The narrative is not well-formed: an attribute's value has a bare '<' or '&'.";
            }
        }

        return null;
    }

    /// <summary>&amp;amp; &amp;nbsp; &amp;#160; and &amp;#xA0;</summary>
    private static string? Entity(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)';');
        var name = end is > 1 and < 12 ? text[1..end] : default;
        if (!XhtmlSubset.IsEntity(name))
        {
            return "The narrative is not well-formed: write a bare '&' as '&amp;'.";
        }

        text = text[(end + 1)..];
        return null;
    }

    private ReadOnlySpan<byte> Name()
    {
        var length = rest.IndexOfAnyExcept(NameBytes);
        var name = length < 0 ? rest : rest[..length];
        rest = rest[name.Length..];
        return name;
    }

    private int Skip()
    {
        var length = rest.IndexOfAnyExcept(Spaces);
        length = length < 0 ? rest.Length : length;
        rest = rest[length..];
        return length;
    }

    [System.Runtime.CompilerServices.InlineArray(Deepest)]
    private struct OpenElements
    {
        private (int Start, int Length) first;
    }
}
