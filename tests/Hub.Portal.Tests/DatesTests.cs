namespace Hub.Portal.Tests;

public sealed class DatesTests
{
    private readonly Dates dates = new(new StoppedClock(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("2026-11-24", "today")]
    [InlineData("2026-11-25", "tomorrow")]
    [InlineData("2026-11-23", "yesterday")]
    [InlineData("2026-11-27", "Friday 27 Nov")]
    [InlineData("2026-12-30", "30 Dec")]
    [InlineData("2025-09-01", "1 Sept 2025")]
    public void A_day_is_said_as_people_say_it(string day, string said) => Assert.Equal(said, dates.Say(DateOnly.Parse(day, null)));

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(60, "just now")]
    [InlineData(300, "5 minutes")]
    [InlineData(3_600, "1 hour")]
    [InlineData(86_400, "1 day")]
    [InlineData(259_200, "3 days")]
    public void A_span_has_the_right_plural(int seconds, string said) => Assert.Equal(said, Dates.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_moment_is_told_in_the_time_of_the_place() =>
        Assert.Equal("15 July at 11:00", dates.Say(new DateTimeOffset(2026, 7, 15, 10, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void What_is_late_says_by_how_much()
    {
        Assert.Equal("1 day late", dates.Due(new DateOnly(2026, 11, 23)));
        Assert.Equal("due tomorrow", dates.Due(new DateOnly(2026, 11, 25)));
    }

    [Fact]
    public void Nobody_is_made_older_than_they_may_be()
    {
        Assert.Equal("15", PersonWords.Age(new() { BirthDate = "2010-12" }, dates));
        Assert.Equal("15", PersonWords.Age(new() { BirthDate = "2010-11" }, dates));
        Assert.Equal("16", PersonWords.Age(new() { BirthDate = "2010-11-24" }, dates));
    }
}

/// <summary>A clock that stands.</summary>
public sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
