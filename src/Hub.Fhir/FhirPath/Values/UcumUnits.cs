using System.Globalization;

namespace Hub.Fhir.FhirPath.Values;

/// <summary>The units of UCUM that clinical records use, with their metric prefixes. Temperatures are not converted: Cel stands for itself.</summary>
internal static class UcumUnits
{
    private static readonly string[] Metric =
    [
        "m", "g", "s", "L", "l", "mol", "Hz", "N", "Pa", "J", "W", "A", "V", "C", "Ohm", "S", "F", "T", "Wb", "H", "lm", "lx", "Bq", "Gy", "Sv",
        "K", "cd", "rad", "U", "[iU]", "[IU]", "eq", "osm", "bar", "cal", "bit", "By", "Cel", "eV", "m[Hg]", "m[H2O]", "kat",
    ];

    private static readonly (string Prefix, int Exponent)[] Prefixes =
    [
        ("Y", 24), ("Z", 21), ("E", 18), ("P", 15), ("T", 12), ("G", 9), ("M", 6), ("k", 3), ("h", 2), ("da", 1),
        ("d", -1), ("c", -2), ("m", -3), ("u", -6), ("n", -9), ("p", -12), ("f", -15), ("a", -18), ("z", -21), ("y", -24),
    ];

    // A factor and a product of symbols above it with powers; "" is a base unit, "*" a pure number.
    private static readonly (string Symbol, decimal Factor, string Of)[] Rows =
    [
        ("m", 1, ""), ("g", 1, ""), ("s", 1, ""), ("K", 1, ""), ("C", 1, ""), ("cd", 1, ""), ("rad", 1, ""), ("mol", 1, ""), ("bit", 1, ""),
        ("Cel", 1, ""), ("[degF]", 1, ""), ("U", 1, ""), ("[iU]", 1, ""), ("[arb'U]", 1, ""), ("[pH]", 1, ""), ("B", 1, ""),
        ("%", 0.01m, "*"), ("[ppth]", 0.001m, "*"), ("[ppm]", 0.000001m, "*"), ("[ppb]", 0.000000001m, "*"), ("10*", 10, "*"), ("10^", 10, "*"),
        ("[pi]", 3.1415926535897932384626m, "*"), ("eq", 1, "mol"), ("osm", 1, "mol"), ("[IU]", 1, "[iU]"), ("kat", 1, "mol.s-1"),
        ("By", 8, "bit"), ("deg", 0.0174532925199432957692m, "rad"), ("sr", 1, "rad2"), ("[diop]", 1, "m-1"),
        ("min", 60, "s"), ("h", 3600, "s"), ("d", 86400, "s"), ("wk", 604800, "s"), ("a", 31557600, "s"), ("mo", 2629800, "s"),
        ("a_j", 31557600, "s"), ("mo_j", 2629800, "s"), ("a_t", 31556925.216m, "s"), ("a_g", 31556952, "s"), ("mo_s", 2551442.976m, "s"), ("mo_g", 2629746, "s"),
        ("L", 0.001m, "m3"), ("l", 0.001m, "m3"), ("Hz", 1, "s-1"), ("N", 1000, "g.m.s-2"), ("Pa", 1, "N.m-2"), ("J", 1, "N.m"), ("W", 1, "J.s-1"),
        ("A", 1, "C.s-1"), ("V", 1, "J.C-1"), ("Ohm", 1, "V.A-1"), ("S", 1, "Ohm-1"), ("F", 1, "C.V-1"), ("Wb", 1, "V.s"), ("T", 1, "Wb.m-2"), ("H", 1, "Wb.A-1"),
        ("lm", 1, "cd.rad2"), ("lx", 1, "lm.m-2"), ("Bq", 1, "s-1"), ("Gy", 0.001m, "J.g-1"), ("Sv", 0.001m, "J.g-1"), ("eV", 0.0000000000000000001602176634m, "J"),
        ("bar", 100000, "Pa"), ("atm", 101325, "Pa"), ("m[Hg]", 133322, "Pa"), ("m[H2O]", 9806.65m, "Pa"), ("[psi]", 6894.757293168361m, "Pa"),
        ("cal", 4.184m, "J"), ("[Cal]", 4184, "J"), ("t", 1000000, "g"), ("ar", 100, "m2"), ("har", 10000, "m2"),
        ("[in_i]", 0.0254m, "m"), ("[ft_i]", 0.3048m, "m"), ("[yd_i]", 0.9144m, "m"), ("[mi_i]", 1609.344m, "m"), ("[nmi_i]", 1852, "m"),
        ("[lb_av]", 453.59237m, "g"), ("[oz_av]", 28.349523125m, "g"), ("[gr]", 0.06479891m, "g"), ("[stone_av]", 6350.29318m, "g"), ("[ston_av]", 907184.74m, "g"),
        ("[gal_us]", 0.003785411784m, "m3"), ("[qt_us]", 0.000946352946m, "m3"), ("[pt_us]", 0.000473176473m, "m3"), ("[cup_us]", 0.0002365882365m, "m3"),
        ("[foz_us]", 0.0000295735295625m, "m3"), ("[tbs_us]", 0.00001478676478125m, "m3"), ("[tsp_us]", 0.00000492892159375m, "m3"), ("[drp]", 0.00000005m, "m3"),
        ("[sft_i]", 0.09290304m, "m2"), ("[sin_i]", 0.00064516m, "m2"), ("[cin_i]", 0.000016387064m, "m3"),
    ];

    private static readonly Lazy<Dictionary<string, UcumUnit>> Known = new(Load);

    /// <summary>The unit of a symbol with or without a metric prefix.</summary>
    public static UcumUnit? Find(string symbol) => Known.Value.GetValueOrDefault(symbol);

    private static Dictionary<string, UcumUnit> Load()
    {
        var known = new Dictionary<string, UcumUnit>(StringComparer.Ordinal);
        foreach (var (symbol, factor, of) in Rows)
        {
            known[symbol] = of switch
            {
                "" => new UcumUnit(factor, [(symbol, 1)]),
                "*" => new UcumUnit(factor, []),
                _ => Product(known, factor, of),
            };
            if (Metric.Contains(symbol))
            {
                AddPrefixed(known, symbol);
            }
        }

        return known;
    }

    // What a decimal cannot hold is left out.
    private static void AddPrefixed(Dictionary<string, UcumUnit> known, string symbol)
    {
        var unit = known[symbol];
        foreach (var (prefix, exponent) in Prefixes)
        {
            var factor = unit.Factor;
            for (var i = 0; i < Math.Abs(exponent) && factor < 1e26m; i++)
            {
                factor = exponent > 0 ? factor * 10 : factor / 10;
            }

            if (factor is not 0 and < 1e26m)
            {
                known.TryAdd(prefix + symbol, unit with { Factor = factor });
            }
        }
    }

    private static UcumUnit Product(Dictionary<string, UcumUnit> known, decimal factor, string of)
    {
        var unit = new UcumUnit(factor, []);
        foreach (var part in of.Split('.'))
        {
            var symbol = part.TrimEnd('1', '2', '3', '-');
            unit = unit.Times(known[symbol], part.Length == symbol.Length ? 1 : int.Parse(part.AsSpan(symbol.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        }

        return unit;
    }
}
