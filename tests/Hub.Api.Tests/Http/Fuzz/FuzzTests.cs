namespace Hub.Api.Tests.Http.Fuzz;

/// <summary>A share of what tests/bench sends by the hundred thousand (fuzz).</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Spoilt_requests_are_refused_in_order_and_change_nothing(int seed)
    {
        using var run = new FuzzRun();

        await run.Send(seed, 5000, TimeSpan.FromSeconds(60));

        Assert.True(run.Offences.Count == 0, string.Join("\n\n", run.Offences.Select(offence => $"{offence.Value.Count} × {offence.Key}\n{offence.Value.Example}")));
        Assert.True(run.Answers.Where(answer => answer.Key >= 400).Sum(answer => answer.Value) > run.Answers.Values.Sum() / 10, "Hardly anything was refused.");
    }
}
