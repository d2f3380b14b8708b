namespace Hub.Fhir.Search;

/// <summary>
/// A date to compare with: from <paramref name="Low"/> up to but not including <paramref name="High"/>, as wide as it was written.
/// With a value [low, high): Eq low &gt;= Low and high &lt;= High; Ne not Eq; Gt high &gt; High; Lt low &lt; Low; Ge Gt or Eq; Le Lt or Eq;
/// Sa low &gt;= High; Eb high &lt;= Low; Ap low &lt; High and high &gt; Low of <see cref="Around"/>.
/// </summary>
public sealed record DateOperand(Prefix Prefix, DateTimeOffset Low, DateTimeOffset High)
{
    /// <summary>The interval that Ap means: wider by a tenth of the distance from now.</summary>
    public (DateTimeOffset Low, DateTimeOffset High) Around(DateTimeOffset now)
    {
        var gap = (now < Low ? Low - now : now >= High ? now - High : TimeSpan.Zero) / 10;
        return (Low - DateTimeOffset.MinValue < gap ? DateTimeOffset.MinValue : Low - gap,
            DateTimeOffset.MaxValue - High < gap ? DateTimeOffset.MaxValue : High + gap);
    }

    public bool Matches(DateTimeOffset low, DateTimeOffset high, DateTimeOffset now) => Prefix switch
    {
        Prefix.Eq => Contains(low, high),
        Prefix.Ne => !Contains(low, high),
        Prefix.Gt => high > High,
        Prefix.Lt => low < Low,
        Prefix.Ge => high > High || Contains(low, high),
        Prefix.Le => low < Low || Contains(low, high),
        Prefix.Sa => low >= High,
        Prefix.Eb => high <= Low,
        _ => low < Around(now).High && high > Around(now).Low,
    };

    private bool Contains(DateTimeOffset low, DateTimeOffset high) => low >= Low && high <= High;
}
