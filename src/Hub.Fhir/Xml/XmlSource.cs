using System.Text;
using System.Xml;

namespace Hub.Fhir.Xml;

/// <summary>The characters of an XML text, so that a narrative can be taken exactly as it was written.</summary>
internal sealed class XmlSource
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> bytes;
    private string text = "";
    private List<int> lines = [];

    public XmlSource(ReadOnlyMemory<byte> bytes) => this.bytes = bytes;

    /// <summary>UTF-8, which is what FHIR asks for; a byte order mark is skipped.</summary>
    public TextReader Open()
    {
        text = Strict.GetString(bytes.Span);
        if (text.StartsWith('\uFEFF'))
        {
            text = text[1..];
        }

        lines = Lines();
        return new StringReader(text);
    }

    /// <summary>Where the reader stands: for an element the first character of its name.</summary>
    public int Offset(XmlReader reader)
    {
        var place = (IXmlLineInfo)reader;
        return lines[place.LineNumber - 1] + place.LinePosition - 1;
    }

    /// <summary>An element from its start to the end of the tag that stands, or begins, at the other place.</summary>
    public string Element(int start, int lastTag) => text[start..(TagEnd(lastTag) + 1)];

    /// <summary>The bracket that ends a tag; those inside quotes do not.</summary>
    private int TagEnd(int place)
    {
        var quote = '\0';
        for (; place < text.Length; place++)
        {
            var sign = text[place];
            if (quote == '\0' && sign == '>')
            {
                break;
            }

            quote = quote == '\0' && sign is '"' or '\'' ? sign : sign == quote ? '\0' : quote;
        }

        return place;
    }

    private List<int> Lines()
    {
        var starts = new List<int> { 0 };
        for (var place = 0; place < text.Length; place++)
        {
            var isBreak = text[place] == '\n' || (text[place] == '\r' && (place + 1 == text.Length || text[place + 1] != '\n'));
            if (isBreak)
            {
                starts.Add(place + 1);
            }
        }

        return starts;
    }
}
