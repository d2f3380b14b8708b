namespace Hub.Fhir.FhirPath.Values;

/// <summary>Quantities are added in the unit of the left one, multiplied and divided with their units.</summary>
internal static class QuantityArithmetic
{
    /// <summary>Null when the units do not go together.</summary>
    public static SystemQuantity? Calculate(string operation, SystemQuantity one, SystemQuantity other) => operation switch
    {
        "+" => InUnitOf(one, other) is { } value ? new SystemQuantity(one.Value + value, one.Unit, one.IsWord) : null,
        "-" => InUnitOf(one, other) is { } value ? new SystemQuantity(one.Value - value, one.Unit, one.IsWord) : null,
        "*" => Scaled(one, other, one.Value * other.Value, "."),
        "/" => other.Value == 0 ? null : Scaled(one, other, one.Value / other.Value, "/"),
        _ => null,
    };

    private static decimal? InUnitOf(SystemQuantity one, SystemQuantity other)
    {
        if (one.Unit == other.Unit)
        {
            return other.Value;
        }

        var (mine, theirs) = (Measure.Of(one, false), Measure.Of(other, false));
        return mine is not null && theirs is not null && mine.Dimension == theirs.Dimension ? theirs.Value / mine.Factor : null;
    }

    private static SystemQuantity? Scaled(SystemQuantity one, SystemQuantity other, decimal value, string sign)
    {
        if (other.Unit == "1")
        {
            return new SystemQuantity(value, one.Unit, one.IsWord);
        }

        var (left, right) = (Code(one), Code(other));
        if (sign == "/" && left == right)
        {
            return new SystemQuantity(value, "1");
        }

        if (Ucum.Read(left) is null || Ucum.Read(right) is null)
        {
            return null;
        }

        return new SystemQuantity(value, sign == "." ? (left == "1" ? right : $"{Grouped(left)}.{Grouped(right)}") : $"{(left == "1" ? "" : Grouped(left))}/{Grouped(right)}");
    }

    private static string Grouped(string code) => code.Contains('/', StringComparison.Ordinal) ? $"({code})" : code;

    private static string Code(SystemQuantity quantity) => CalendarUnits.OfWord(quantity.Unit)?.Code() ?? quantity.Unit;
}
