using System.Text;

namespace Hub.Fhir.Tests.Json;

/// <summary>JSON texts at random: nested, escaped, with numbers of every form, compact and with white space strewn in.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] Numbers = ["0", "-0", "1", "-1.50", "1e5", "1E-400", "123456789012345678901234567890", "0.000", "2.0E+3"];
    private static readonly string[] Characters = ["a", "Z", " ", "é", "漢", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u00e9", "\\uD83D\\uDE00", "\\t", "\\u0000", "\u2028"];

    private readonly Random random = new(seed);
    private readonly StringBuilder compact = new();
    private readonly StringBuilder spaced = new();

    public (string Compact, string Spaced) Next()
    {
        compact.Clear();
        spaced.Clear();
        Space();
        Value(6);
        Space();
        return (compact.ToString(), spaced.ToString());
    }

    private void Value(int depth)
    {
        switch (random.Next(depth > 0 ? 7 : 4))
        {
            case 0:
                Write(random.Next(3) switch { 0 => "true", 1 => "false", _ => "null" });
                break;
            case 1:
                Write(Numbers[random.Next(Numbers.Length)]);
                break;
            case 2 or 3:
                Write(Text());
                break;
            case 4:
                Parts('[', ']', () => Value(depth - 1));
                break;
            default:
                Object(depth - 1);
                break;
        }
    }

    private void Object(int depth)
    {
        var number = 0;
        Parts('{', '}', () =>
        {
            Write($"\"{number++}{Text()[1..]}");
            Space();
            Write(":");
            Space();
            Value(depth);
        });
    }

    private void Parts(char open, char close, Action part)
    {
        Write(open.ToString());
        Space();
        for (var count = random.Next(6); count > 0; count--)
        {
            part();
            Space();
            Write(count > 1 ? "," : "");
            Space();
        }

        Write(close.ToString());
    }

    private string Text() => $"\"{string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Characters[random.Next(Characters.Length)]))}\"";

    private void Write(string token)
    {
        compact.Append(token);
        spaced.Append(token);
    }

    private void Space() => spaced.Append(random.Next(4) switch { 0 => " ", 1 => "\n\t", 2 => "\r\n ", _ => "" });
}
