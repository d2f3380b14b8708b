using System.Globalization;
using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>The conversions between System types; null where there is none.</summary>
internal static class Conversions
{
    private const NumberStyles Signed = NumberStyles.AllowLeadingSign;

    public static SystemValue? ToBoolean(SystemValue value) => value switch
    {
        SystemBoolean => value,
        SystemInteger { Value: 0 or 1 } integer => SystemBoolean.Of(integer.Value == 1),
        SystemLong { Value: 0 or 1 } wide => SystemBoolean.Of(wide.Value == 1),
        SystemDecimal { Value: 0 or 1 } number => SystemBoolean.Of(number.Value == 1),
        SystemString text => text.Value.ToLowerInvariant() switch
        {
            "true" or "t" or "yes" or "y" or "1" or "1.0" => SystemBoolean.True,
            "false" or "f" or "no" or "n" or "0" or "0.0" => SystemBoolean.False,
            _ => null,
        },
        _ => null,
    };

    public static SystemValue? ToInteger(SystemValue value) => value switch
    {
        SystemInteger => value,
        SystemLong { Value: >= int.MinValue and <= int.MaxValue } wide => SystemInteger.Of((int)wide.Value),
        SystemBoolean boolean => SystemInteger.Of(boolean.Value ? 1 : 0),
        SystemString text when int.TryParse(text.Value, Signed, CultureInfo.InvariantCulture, out var number) => SystemInteger.Of(number),
        _ => null,
    };

    public static SystemValue? ToLong(SystemValue value) => value switch
    {
        SystemLong => value,
        SystemInteger integer => new SystemLong(integer.Value),
        SystemBoolean boolean => new SystemLong(boolean.Value ? 1 : 0),
        SystemString text when long.TryParse(text.Value, Signed, CultureInfo.InvariantCulture, out var number) => new SystemLong(number),
        _ => null,
    };

    public static SystemValue? ToDecimal(SystemValue value) => value switch
    {
        SystemDecimal => value,
        SystemBoolean boolean => new SystemDecimal(boolean.Value ? 1.0m : 0.0m),
        SystemString text when decimal.TryParse(text.Value, Signed | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => new SystemDecimal(number),
        _ => Numbers.Decimal(value) is { } known ? new SystemDecimal(known) : null,
    };

    public static SystemValue? ToDate(SystemValue value) => value switch
    {
        SystemTemporal { Kind: TemporalKind.Date } => value,
        SystemTemporal { Kind: TemporalKind.DateTime } moment =>
            new SystemTemporal(TemporalKind.Date, moment.Clock.Date.Ticks, (TemporalPrecision)Math.Min((int)moment.Precision, (int)TemporalPrecision.Day)),
        SystemString text => TemporalText.Date(text.Value) ?? (TemporalText.DateTime(text.Value) is { } moment ? ToDate(moment) : null),
        _ => null,
    };

    public static SystemValue? ToDateTime(SystemValue value) => value switch
    {
        SystemTemporal { Kind: TemporalKind.DateTime } => value,
        SystemTemporal { Kind: TemporalKind.Date } date => new SystemTemporal(TemporalKind.DateTime, date.Ticks, date.Precision),
        SystemString text => TemporalText.DateTime(text.Value),
        _ => null,
    };

    public static SystemValue? ToTime(SystemValue value) => value switch
    {
        SystemTemporal { Kind: TemporalKind.Time } => value,
        SystemString text => TemporalText.Time(text.Value),
        _ => null,
    };

    public static SystemValue ToText(SystemValue value) => value as SystemString ?? new SystemString(value.ToString());

    public static SystemQuantity? ToQuantity(SystemValue value) => value switch
    {
        SystemQuantity quantity => quantity,
        SystemBoolean boolean => new SystemQuantity(boolean.Value ? 1.0m : 0.0m, "1"),
        SystemString text => QuantityOf(text.Value),
        _ => Numbers.Quantity(value),
    };

    // (?'value'(\+|-)?\d+(\.\d+)?)\s*('(?'unit'[^']+)'|(?'time'[a-zA-Z]+))?
    private static SystemQuantity? QuantityOf(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '+' or '-'))
        {
            end++;
        }

        if (!decimal.TryParse(text.AsSpan(0, end), Signed | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var unit = text[end..].Trim();
        return unit.Length == 0 ? new SystemQuantity(number, "1")
            : unit.Length > 2 && unit[0] == '\'' && unit[^1] == '\'' && !unit[1..^1].Contains('\'', StringComparison.Ordinal) ? new SystemQuantity(number, unit[1..^1])
            : CalendarUnits.OfWord(unit) is not null ? new SystemQuantity(number, unit, isWord: true)
            : null;
    }
}
