using System.Globalization;
using System.Text.RegularExpressions;

namespace Hub.Api.Demo;

/// <summary>Dates of a story as distances from now: {{day -20d}}, {{month -14y-2m}}, {{time -1d 09:15}}.</summary>
internal static partial class Placeholders
{
    public static string Fill(string text, DateTimeOffset now) => Placeholder().Replace(text, match =>
    {
        var moment = Moved(match.Groups["distance"].Value, now);
        return match.Groups["kind"].Value switch
        {
            "month" => moment.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            "day" => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + $"T{match.Groups["clock"].Value}:00Z",
        };
    });

    private static DateTimeOffset Moved(string distance, DateTimeOffset now)
    {
        foreach (Match part in Part().Matches(distance))
        {
            var number = int.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture);
            now = part.Groups["unit"].Value switch
            {
                "y" => now.AddYears(number),
                "m" => now.AddMonths(number),
                _ => now.AddDays(number),
            };
        }

        return now;
    }

    [GeneratedRegex(@"\{\{(?<kind>day|month|time) (?<distance>[-+0-9ymd]+)( (?<clock>\d\d:\d\d))?\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<number>[-+]\d+)(?<unit>[ymd])")]
    private static partial Regex Part();
}
