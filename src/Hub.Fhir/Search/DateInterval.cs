using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.Search;

/// <summary>
/// A date or time as the stretch it covers, [Low, High): a year, month, day, minute or second; a fraction of a second is a point.
/// Without a time zone it is taken as UTC.
/// </summary>
internal readonly record struct DateInterval(DateTimeOffset Low, DateTimeOffset High)
{
    /// <summary>YYYY, YYYY-MM, YYYY-MM-DD, or that with Thh:mm, Thh:mm:ss or Thh:mm:ss.f and an optional zone.</summary>
    public static bool TryParse(string text, out DateInterval interval)
    {
        // In a URL a plus sign that nobody escaped arrives as a space.
        var moment = text.EndsWith('T') ? null : TemporalText.DateTime(text.Replace(' ', '+'));
        if (moment is null or { Precision: TemporalPrecision.Hour })
        {
            interval = default;
            return false;
        }

        var last = moment.Precision == TemporalPrecision.Second ? moment.Ticks + TimeSpan.TicksPerSecond - 1 : moment.LastTicks;
        var zone = (moment.Offset ?? 0) * TimeSpan.TicksPerMinute;
        interval = new(At(moment.Ticks - zone), last >= DateTime.MaxValue.Ticks ? DateTimeOffset.MaxValue : At(last - zone + 1));
        return true;
    }

    // The first and last hours of all time have no other zone.
    private static DateTimeOffset At(long ticks) => new(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
}
