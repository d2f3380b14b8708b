namespace Hub.Api.Tests.Store;

/// <summary>The tests start their own program again as the process they kill.</summary>
internal static class TestProcess
{
    public static async Task<int> Main(string[] arguments) =>
        arguments is ["write-until-killed", var connectionString] ? await WriteUntilKilled.Run(connectionString) : 1;
}
