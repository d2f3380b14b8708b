using System.Globalization;
using Hub.Api.Http;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Interactions;

/// <summary>Which part of a history is asked for: _since, _count, and where the page before ended.</summary>
internal sealed record HistoryPage(DateTimeOffset? Since, int Count, long? Before, string Query)
{
    private const int UsualCount = 50;
    private const int GreatestCount = 1000;
    private const string Cursor = "_cursor";

    public static HistoryPage Of(FhirRequest request)
    {
        var page = new HistoryPage(null, UsualCount, null, "");
        foreach (var (name, value) in request.Query)
        {
            page = name switch
            {
                "_since" => page with { Since = Instant(value) },
                "_count" => page with { Count = (int)Math.Min(Number(name, value), GreatestCount) },
                Cursor => page with { Before = Number(name, value) },
                _ => page,
            };
        }

        return page with { Query = UrlQuery.Write(request.Query) };
    }

    public string Next(long last)
    {
        var others = Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith($"{Cursor}=", StringComparison.Ordinal));
        return string.Join('&', [.. others, string.Create(CultureInfo.InvariantCulture, $"{Cursor}={last}")]);
    }

    private static long Number(string name, string value)
        => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ProblemException(Problems.InvalidParameter, $"{name} is a whole number.");

    private static DateTimeOffset Instant(string value)
        => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            ? since
            : throw new ProblemException(Problems.InvalidParameter, "_since is an instant, such as 2026-01-12T19:45:00Z.");
}
