using System.Globalization;
using Hub.Fhir.Care;
using Hub.Portal.Reading;

namespace Hub.Portal.Pages.People;

/// <summary>Support over time as lanes, one for every episode: where each bar begins and ends in the picture.</summary>
public sealed class Lanes
{
    public const int Width = 1000;
    public const int Left = 190;
    public const int Row = 38;
    private readonly DateOnly from;
    private readonly DateOnly to;

    public Lanes(PersonFile file, Dates dates)
    {
        Name = file.Person.Name;
        Today = dates.Today;
        to = Today.AddDays(21);
        from = file.Episodes.Min(episode => episode.Start ?? Today).AddDays(-14);
        All = [.. file.Episodes.Where(episode => episode.Start is not null).Select(episode => new Lane(
            file.Names[episode.Agency],
            episode.Grouping ?? "",
            Words.For(Canonicals.NeedsBasedGrouping, episode.Grouping),
            episode.Start!.Value,
            episode.End,
            X(episode.Start.Value),
            X(episode.End ?? Today)))];
    }

    public string Name { get; }

    public DateOnly Today { get; }

    public IReadOnlyList<Lane> All { get; }

    public int Height => (All.Count * Row) + 40;

    /// <summary>First days of months, thinned so that their names do not touch.</summary>
    public IEnumerable<(double X, string Text)> Months
    {
        get
        {
            var step = Math.Max(1, (to.DayNumber - from.DayNumber) / 30 / 8);
            var month = new DateOnly(from.Year, from.Month, 1).AddMonths(1);
            for (; X(month) < Width - 35; month = month.AddMonths(step))
            {
                yield return (X(month), Dates.MonthAndYear(month));
            }
        }
    }

    public double X(DateOnly day) => Left + ((day.DayNumber - from.DayNumber) / (double)(to.DayNumber - from.DayNumber) * (Width - Left));

    public static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>One episode in the picture and in the table.</summary>
public sealed record Lane(string Agency, string Grouping, string GroupingWords, DateOnly Start, DateOnly? End, double From, double To)
{
    /// <summary>Room enough for the grouping's name inside the bar.</summary>
    public bool Wide => To - From > (GroupingWords.Length * 7.6) + 16;
}
