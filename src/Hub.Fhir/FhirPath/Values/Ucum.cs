namespace Hub.Fhir.FhirPath.Values;

/// <summary>Reads UCUM unit expressions such as 'mg/dL', 'kg.m/s2', '10*3/uL' (https://ucum.org/ucum#section-Grammatical-Rules).</summary>
internal sealed class Ucum
{
    private const int MaxLength = 100;
    private const int MaxDepth = 10;

    private readonly string text;
    private int position;

    private Ucum(string text) => this.text = text;

    /// <summary>Null for what is no unit expression over the units that <see cref="UcumUnits"/> holds.</summary>
    public static UcumUnit? Read(string code)
    {
        if (code.Length is 0 or > MaxLength)
        {
            return null;
        }

        var reader = new Ucum(code);
        var unit = reader.Term(0);
        return reader.position == code.Length ? unit : null;
    }

    // mainTerm: '/' term | term; term: component (('.' | '/') component)*
    private UcumUnit? Term(int depth)
    {
        var unit = UcumUnit.One;
        var divide = Skip('/');
        while (true)
        {
            if (Component(depth) is not { } next)
            {
                return null;
            }

            unit = unit.Times(next, divide ? -1 : 1);
            divide = Skip('/');
            if (!divide && !Skip('.'))
            {
                return unit;
            }
        }
    }

    // component: annotatable annotation? | annotation | factor | '(' term ')'
    private UcumUnit? Component(int depth)
    {
        if (Skip('('))
        {
            var inner = depth < MaxDepth ? Term(depth + 1) : null;
            return Skip(')') ? inner : null;
        }

        var start = position;
        while (position < text.Length && text[position] is not ('.' or '/' or '(' or ')' or '{'))
        {
            position = text[position] == '[' ? Closing(']') : position + 1;
        }

        var symbol = text[start..Math.Min(position, text.Length)];
        var annotated = position < text.Length && text[position] == '{';
        position = annotated ? Closing('}') : position;
        return position > text.Length ? null : symbol.Length > 0 ? Power(symbol) : annotated ? UcumUnit.One : null;
    }

    private int Closing(char bracket)
    {
        var end = text.IndexOf(bracket, position);
        return end < 0 ? text.Length + 1 : end + 1;
    }

    // annotatable: simple-unit exponent?; factor: digits
    private static UcumUnit? Power(string symbol)
    {
        if (UcumUnits.Find(symbol) is { } plain)
        {
            return plain;
        }

        var digits = symbol.Length;
        while (digits > 0 && char.IsAsciiDigit(symbol[digits - 1]))
        {
            digits--;
        }

        if (digits == 0)
        {
            return symbol.Length < 20 ? UcumUnit.One with { Factor = decimal.Parse(symbol, System.Globalization.CultureInfo.InvariantCulture) } : null;
        }

        var sign = symbol[digits - 1] is '+' or '-' ? digits - 1 : digits;
        return int.TryParse(symbol.AsSpan(sign), out var power) && Math.Abs(power) <= 20 && UcumUnits.Find(symbol[..sign]) is { } unit
            ? UcumUnit.One.Times(unit, power)
            : null;
    }

    private bool Skip(char c)
    {
        if (position < text.Length && text[position] == c)
        {
            position++;
            return true;
        }

        return false;
    }
}
