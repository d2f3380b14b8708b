using System.Globalization;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Interactions;

/// <summary>Which part of a history is asked for: _since, _at, _count, and where the page before ended.</summary>
internal sealed record HistoryPage(DateTimeOffset? Since, ChangeTime? At, int Count, long? Before, string Query)
{
    private const int UsualCount = 50;
    private const int GreatestCount = 1000;
    private const string Cursor = "_cursor";

    public static HistoryPage Of(FhirRequest request)
    {
        var page = new HistoryPage(null, null, UsualCount, null, "");
        foreach (var (name, value) in request.Query)
        {
            page = name switch
            {
                "_since" => page with { Since = Instant(value) },
                "_at" => page with { At = Time(value) },
                "_count" => page with { Count = (int)Math.Min(Number(name, value), GreatestCount) },
                Cursor => page with { Before = Number(name, value) },
                _ => page,
            };
        }

        return page with { Query = UrlQuery.Write(request.Query) };
    }

    public ChangeQuery Changes(string? type) => new(type, Since, Before, Count) { At = At };

    public string Next(long last)
    {
        var others = Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith($"{Cursor}=", StringComparison.Ordinal));
        return string.Join('&', [.. others, string.Create(CultureInfo.InvariantCulture, $"{Cursor}={last}")]);
    }

    private static long Number(string name, string value)
        => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ProblemException(Problems.InvalidParameter, $"{name} is a whole number.");

    /// <summary>As wide as it was written: a day is the whole day. A moment is as wide as the clock of the hub is fine.</summary>
    private static ChangeTime Time(string value)
        => DateSearch.Read(value, out var why) is { Prefix: Prefix.Eq } read && !value.StartsWith("eq", StringComparison.Ordinal)
            ? new ChangeTime(read.Low, read.High)
            : throw new ProblemException(Problems.InvalidParameter, $"_at is a date or an instant{(why is null ? "" : $": {why}")}.");

    private static DateTimeOffset Instant(string value)
        => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            ? since
            : throw new ProblemException(Problems.InvalidParameter, "_since is an instant, such as 2026-01-12T19:45:00Z.");
}
