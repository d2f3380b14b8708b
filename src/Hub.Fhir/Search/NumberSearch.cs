using System.Globalization;

namespace Hub.Fhir.Search;

/// <summary>Numbers (https://hl7.org/fhir/R4/search.html#number).</summary>
internal static class NumberSearch
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static NumberOperand? Read(string text, out string? why)
    {
        var prefix = Prefixes.Read(text, out var rest);
        why = null;
        if (rest.Length <= 40 && decimal.TryParse(rest, Style, CultureInfo.InvariantCulture, out var value)
            && HalfUnit(rest) is { } half && Math.Abs(value) < decimal.MaxValue / 2)
        {
            var margin = prefix == Prefix.Ap ? Math.Max(half, Math.Abs(value) / 10) : half;
            return new NumberOperand(prefix, value, value - margin, value + margin);
        }

        why = "a number looks like 5, -5.40 or 5.4e-3, at most 28 digits";
        return null;
    }

    /// <summary>Half of the last digit's place. With an exponent R4 counts one digit more: its example makes 1e2 the range [95, 105).</summary>
    private static decimal? HalfUnit(string text)
    {
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var digits = exponentAt < 0 ? text : text[..exponentAt];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : digits.Length - point - 1;
        if (exponentAt >= 0)
        {
            if (!int.TryParse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) || Math.Abs(exponent) > 27)
            {
                return null;
            }

            places += 1 - exponent;
        }

        return places > 27 ? 0 : places < -27 ? null : HalfOf(places);
    }

    private static decimal HalfOf(int places)
    {
        var unit = 0.5m;
        for (var i = 0; i < Math.Abs(places); i++)
        {
            unit = places > 0 ? unit / 10 : unit * 10;
        }

        return unit;
    }
}
