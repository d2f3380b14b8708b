using System.Text.RegularExpressions;
using Hub.Api.Demo;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Api.Tests.Demo;

/// <summary>The stories as they are written: valid, fictional, dated from now, and careful with who they are about.</summary>
public sealed partial class StoriesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 8, 30, 0, TimeSpan.Zero);

    private static IEnumerable<JsonValue> Records => Story.All(Now)
        .SelectMany(story => story.Steps)
        .SelectMany(step => Entries(step.Bundle.Root));

    [Fact]
    public void Every_record_is_valid_FHIR_and_meets_the_hubs_profiles()
    {
        foreach (var record in Records)
        {
            var issues = new List<Issue>();
            var resource = Validator.R4.Validate(JsonText.Of(record.Raw.ToArray()), issues);
            CareProfiles.Check(resource!, issues);
            Assert.Empty(issues.Where(issue => issue.IsError).Select(issue => $"{record["id"].Text} {issue.Expression}: {issue.Text}"));
        }
    }

    [Fact]
    public void Every_NHS_number_is_of_the_range_kept_for_tests()
    {
        var numbers = Records.Where(record => record["resourceType"].Text == "Patient").Select(record => new Person(record).NhsNumber).OfType<string>();

        Assert.All(numbers, number => Assert.Matches("^999[0-9]{7}$", number));
    }

    [Fact]
    public void Every_phone_number_is_of_the_ranges_kept_for_fiction()
    {
        var numbers = Records.SelectMany(record => Phone().Matches(record.ToString())).Select(match => match.Value);

        Assert.All(numbers, number => Assert.Matches("^(07700 900[0-9]{3}|01632 96[0-9]{4})$", number));
    }

    [Fact]
    public void Nobody_is_graded_by_level_or_colour()
    {
        Assert.All(Records, record => Assert.DoesNotMatch("(?i)(high|medium|low) risk|risk (level|score|rating)|\\b(amber|red) flag", record.ToString()));
    }

    [Fact]
    public void Dates_are_reckoned_from_the_moment_of_telling()
    {
        Assert.Equal("2026-02-18 2012-01 2026-03-09T21:05:00Z 2008-05-26", Placeholders.Fill("{{day -20d}} {{month -14y-2m}} {{time -1d 21:05}} {{day -18y+77d}}", Now));
        Assert.DoesNotContain(Records, record => record.ToString().Contains("{{", StringComparison.Ordinal));
    }

    [Fact]
    public void Ten_young_people_and_five_agencies_are_told_of()
    {
        Assert.Equal(10, Ids("Patient").Count());
        Assert.Equal(["camhs", "emergency", "online", "school", "social-care"], Ids("Organization").Order());
    }

    [Fact]
    public void Somebody_is_anonymous_and_somebody_turns_18_within_a_quarter_of_a_year()
    {
        var people = Records.Where(record => record["resourceType"].Text == "Patient").Select(record => new Person(record)).ToList();

        Assert.Contains(people, person => person.IsAnonymous);
        Assert.Contains(people, person => DateTimeOffset.TryParse(person.BirthDate, out var birth) && birth.AddYears(18) > Now && birth.AddYears(18) < Now.AddDays(92));
    }

    private static IEnumerable<string> Ids(string type) =>
        Records.Where(record => record["resourceType"].Text == type).Select(record => record["id"].Text).Distinct();

    private static List<JsonValue> Entries(JsonValue bundle)
    {
        var records = new List<JsonValue>();
        foreach (var entry in bundle["entry"].Items)
        {
            if (entry["resource"].Exists)
            {
                records.Add(entry["resource"]);
            }
        }

        return records;
    }

    [GeneratedRegex(@"\b0[0-9]{3,4} ?[0-9]{3} ?[0-9]{3}\b")]
    private static partial Regex Phone();
}
