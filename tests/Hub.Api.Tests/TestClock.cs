namespace Hub.Api.Tests;

/// <summary>A clock that a test can set; until then it goes as clocks do.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset? fixedTime;

    public override DateTimeOffset GetUtcNow() => fixedTime ?? System.GetUtcNow();

    public void Set(DateTimeOffset now) => fixedTime = now;

    public void Advance(TimeSpan by) => fixedTime = GetUtcNow() + by;
}
