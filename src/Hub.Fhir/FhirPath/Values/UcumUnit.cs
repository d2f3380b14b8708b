namespace Hub.Fhir.FhirPath.Values;

/// <summary>A factor and the powers of the base units.</summary>
internal sealed record UcumUnit(decimal Factor, IReadOnlyList<(string Symbol, int Power)> Powers)
{
    public static UcumUnit One { get; } = new(1, []);

    /// <summary>Times the other unit to a power.</summary>
    public UcumUnit Times(UcumUnit other, int power)
    {
        var factor = Factor;
        for (var i = 0; i < Math.Abs(power); i++)
        {
            factor = power > 0 ? factor * other.Factor : factor / other.Factor;
        }

        var powers = Powers.Concat(other.Powers.Select(one => (one.Symbol, Power: one.Power * power)))
            .GroupBy(one => one.Symbol, StringComparer.Ordinal)
            .Select(group => (Symbol: group.Key, Power: group.Sum(one => one.Power)))
            .Where(one => one.Power != 0)
            .OrderBy(one => one.Symbol, StringComparer.Ordinal);
        return new UcumUnit(factor, [.. powers]);
    }

    /// <summary>The powers as text, equal for units of one dimension: "g-1 m3".</summary>
    public string Dimension() => string.Join(' ', Powers.Select(one => one.Symbol + one.Power));
}
