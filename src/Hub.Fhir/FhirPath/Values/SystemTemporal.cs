using System.Globalization;
using System.Text;

namespace Hub.Fhir.FhirPath.Values;

/// <summary>
/// A Date, DateTime or Time with its precision (https://hl7.org/fhirpath/N1/#date). <see cref="Ticks"/> is the first moment
/// it may mean, on its own clock; a time is on the first day of all. <see cref="Offset"/> is the zone in minutes, if one is given.
/// </summary>
public sealed class SystemTemporal(TemporalKind kind, long ticks, TemporalPrecision precision, int? offset = null) : SystemValue
{
    // Without a zone a moment may lie up to 14 hours before and 12 hours after the same numbers in UTC.
    private const long EarliestZone = 14 * TimeSpan.TicksPerHour;
    private const long LatestZone = 12 * TimeSpan.TicksPerHour;

    public TemporalKind Kind { get; } = kind;

    public long Ticks { get; } = ticks;

    public TemporalPrecision Precision { get; } = precision;

    public int? Offset { get; } = offset;

    public override string TypeName => Kind.ToString();

    /// <summary>Its own clock as a DateTime.</summary>
    public DateTime Clock => new(Ticks, DateTimeKind.Unspecified);

    /// <summary>The last moment it may mean, on its own clock. A second and a fraction of one are one precision.</summary>
    public long LastTicks => Precision switch
    {
        TemporalPrecision.Year => EndOfMonth(Clock.AddMonths(11)),
        TemporalPrecision.Month => EndOfMonth(Clock),
        TemporalPrecision.Day => Ticks + TimeSpan.TicksPerDay - 1,
        TemporalPrecision.Hour => Ticks + TimeSpan.TicksPerHour - 1,
        TemporalPrecision.Minute => Ticks + TimeSpan.TicksPerMinute - 1,
        _ => Ticks,
    };

    /// <summary>Less, equal or greater; null when the precisions or an unknown zone leave it open.</summary>
    public int? CompareTo(SystemTemporal other)
    {
        var zoned = Offset is not null || other.Offset is not null;
        var (low, high) = Range(zoned);
        var (otherLow, otherHigh) = other.Range(zoned);
        if (high < otherLow)
        {
            return -1;
        }

        if (low > otherHigh)
        {
            return 1;
        }

        return low == otherLow && high == otherHigh && SamePrecision(other) && (Offset is null) == (other.Offset is null) ? 0 : null;
    }

    /// <summary>Equivalent: the same precision and equal.</summary>
    public bool IsEquivalentTo(SystemTemporal other) => SamePrecision(other) && CompareTo(other) == 0;

    public override string ToString()
    {
        var text = new StringBuilder();
        if (Kind != TemporalKind.Time)
        {
            text.Append(Clock.ToString(Precision switch
            {
                TemporalPrecision.Year => "yyyy",
                TemporalPrecision.Month => "yyyy-MM",
                _ => "yyyy-MM-dd",
            }, CultureInfo.InvariantCulture));
        }

        return (Precision > TemporalPrecision.Day ? AppendTime(text) : text).ToString();
    }

    public override string ToLiteral() =>
        Kind == TemporalKind.Time ? "@T" + this : Kind == TemporalKind.DateTime && Precision <= TemporalPrecision.Day ? $"@{this}T" : "@" + this;

    private static long EndOfMonth(DateTime month) =>
        month.Year == 9999 && month.Month == 12 ? DateTime.MaxValue.Ticks : month.AddMonths(1).Ticks - 1;

    private bool SamePrecision(SystemTemporal other) =>
        Precision == other.Precision || (Precision >= TemporalPrecision.Second && other.Precision >= TemporalPrecision.Second);

    private (long Low, long High) Range(bool zoned)
    {
        if (!zoned || Kind == TemporalKind.Time)
        {
            return (Ticks, LastTicks);
        }

        return Offset is { } minutes
            ? (Ticks - (minutes * TimeSpan.TicksPerMinute), LastTicks - (minutes * TimeSpan.TicksPerMinute))
            : (Ticks - EarliestZone, LastTicks + LatestZone);
    }

    private StringBuilder AppendTime(StringBuilder text)
    {
        if (Kind != TemporalKind.Time)
        {
            text.Append('T');
        }

        text.Append(Clock.ToString(Precision switch
        {
            TemporalPrecision.Hour => "HH",
            TemporalPrecision.Minute => "HH:mm",
            TemporalPrecision.Second => "HH:mm:ss",
            _ => Ticks % TimeSpan.TicksPerMillisecond == 0 ? "HH:mm:ss.fff" : "HH:mm:ss.fffffff",
        }, CultureInfo.InvariantCulture));
        if (Offset is { } minutes)
        {
            text.Append(minutes == 0 ? "Z" : $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");
        }

        return text;
    }
}
