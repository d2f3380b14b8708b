namespace Hub.Api.Store.Rows;

/// <summary>One search value of a current resource. Rows of one composite value share their ordinal.</summary>
internal abstract class IndexRow
{
    public long ResourceKey { get; set; }
    public int PersonKey { get; set; }
    public int Param { get; set; }
    public int Ordinal { get; set; }
}

/// <summary>
/// System and code are interned; 0 stands for none. What each person has of their own (<see cref="OwnCodes"/>) is not: its code is
/// a number made from the <c>Value</c>.
/// </summary>
internal sealed class TokenRow : IndexRow
{
    public long System { get; set; }
    public long Code { get; set; }
    public string? Text { get; set; }
    public string? Value { get; set; }
}

internal sealed class ReferenceRow : IndexRow
{
    public string? TargetType { get; set; }
    public string? TargetId { get; set; }
    public string? TargetVersion { get; set; }
    public string? Url { get; set; }
    public long IdentifierSystem { get; set; }
    public string? IdentifierValue { get; set; }
}

/// <summary>UTC ticks, both ends inclusive.</summary>
internal sealed class DateRow : IndexRow
{
    public long Low { get; set; }
    public long High { get; set; }
}

/// <summary><c>Head</c> is the beginning of the normal form, short enough for the index of any database.</summary>
internal sealed class StringRow : IndexRow
{
    public required string Head { get; set; }
    public required string Normal { get; set; }
    public required string Text { get; set; }
}

internal sealed class NumberRow : IndexRow
{
    public double Low { get; set; }
    public double High { get; set; }
}

internal sealed class QuantityRow : IndexRow
{
    public long System { get; set; }
    public long Code { get; set; }
    public string? Unit { get; set; }
    public double Low { get; set; }
    public double High { get; set; }
}

internal sealed class UriRow : IndexRow
{
    public required string Uri { get; set; }
}

/// <summary>A reference and a token of one resource side by side, for the few pairs that inboxes are made of (<see cref="HotPairs"/>).</summary>
internal sealed class PairRow
{
    public int Pair { get; set; }
    public required string TargetId { get; set; }
    public required string TargetType { get; set; }
    public long Code { get; set; }
    public long ResourceKey { get; set; }
    public int PersonKey { get; set; }
    public long System { get; set; }

    /// <summary>When the resource was last changed, so that an inbox is read in that order too; or the date that the pair is in the order of.</summary>
    public long LastUpdated { get; set; }
}

/// <summary>An interned code or system.</summary>
internal sealed class NameRow
{
    public long Id { get; set; }
    public required string Text { get; set; }
}

/// <summary>The number a search parameter of a type has in the index tables.</summary>
internal sealed class ParameterRow
{
    public int Id { get; set; }
    public required string Type { get; set; }
    public required string Code { get; set; }
}
