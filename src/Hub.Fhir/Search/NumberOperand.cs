namespace Hub.Fhir.Search;

/// <summary>
/// A number to compare with. <paramref name="Value"/> is exact; <paramref name="Low"/> and <paramref name="High"/> are the bounds its
/// digits imply: 100 is [99.5, 100.5), 100.00 is [99.995, 100.005), 1e2 is [95, 105). For Ap they are a tenth around it, if that is wider.
/// With a value [low, high]: Eq low &gt;= Low and high &lt; High; Ne not Eq; Gt high &gt; Value; Lt low &lt; Value;
/// Ge high &gt;= Value; Le low &lt;= Value; Sa low &gt; Value; Eb high &lt; Value; Ap low &lt;= High and high &gt;= Low.
/// </summary>
public sealed record NumberOperand(Prefix Prefix, decimal Value, decimal Low, decimal High)
{
    public bool Matches(decimal low, decimal high) => Prefix switch
    {
        Prefix.Eq => Contains(low, high),
        Prefix.Ne => !Contains(low, high),
        Prefix.Gt => high > Value,
        Prefix.Lt => low < Value,
        Prefix.Ge => high >= Value,
        Prefix.Le => low <= Value,
        Prefix.Sa => low > Value,
        Prefix.Eb => high < Value,
        _ => low <= High && high >= Low,
    };

    private bool Contains(decimal low, decimal high) => low >= Low && high < High;
}
