namespace Hub.Api;

/// Every log message of the hub. Ids only, never content of a record: this page is where that is reviewed.
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Route}: {Status} in {Milliseconds:0.0} ms, request {RequestId}, correlation {CorrelationId}")]
    public static partial void Answered(this ILogger logger, string route, int status, double milliseconds, string requestId, string correlationId);

    [LoggerMessage(2, LogLevel.Error, "Unexpected failure, request {RequestId}, correlation {CorrelationId}")]
    public static partial void Unexpected(this ILogger logger, Exception exception, string requestId, string correlationId);

    [LoggerMessage(3, LogLevel.Information, "ReferralHub is ready at {Url}: FHIR {Url}/fhir, API page {Url}/swagger, health {Url}/health/ready ({Environment})")]
    public static partial void Ready(this ILogger logger, string url, string environment);

    [LoggerMessage(4, LogLevel.Information, "Database: {Database}")]
    public static partial void DatabaseOpened(this ILogger logger, string database);

    [LoggerMessage(5, LogLevel.Information, "Indexed anew: {Type}, {Count} resources")]
    public static partial void IndexedAnew(this ILogger logger, string type, long count);

    [LoggerMessage(6, LogLevel.Warning, "The database does not answer. The hub waits for it, and answers 503 until it is there")]
    public static partial void DatabaseAway(this ILogger logger);

    [LoggerMessage(10, LogLevel.Information, "The demo is told: {Steps} steps in {Milliseconds} ms")]
    public static partial void DemoSeeded(this ILogger logger, int steps, long milliseconds);

    [LoggerMessage(11, LogLevel.Information, "Demo agencies: {Agencies}. A token by hand: dotnet run --project src/Hub.Api -- token online")]
    public static partial void DemoAgencies(this ILogger logger, string agencies);

    [LoggerMessage(12, LogLevel.Information, "The portal's {Count} demo people (caseholder@online.example and others) sign in with the password: {DemoPassword}")]
    public static partial void DemoPeople(this ILogger logger, int count, string demoPassword);

    [LoggerMessage(21, LogLevel.Warning, "Work on jobs was interrupted; it is taken up again")]
    public static partial void JobsInterrupted(this ILogger logger, Exception exception);

    [LoggerMessage(22, LogLevel.Error, "Job {Job} failed unexpectedly")]
    public static partial void JobFailed(this ILogger logger, Exception exception, string job);

    [LoggerMessage(20, LogLevel.Error, "A group of {Count} writes was not committed")]
    public static partial void GroupFailed(this ILogger logger, Exception exception, int count);

    [LoggerMessage(24, LogLevel.Warning, "SQLite's log was not put away; it is tried again after the next pages")]
    public static partial void NotTidied(this ILogger logger, Exception exception);

    [LoggerMessage(23, LogLevel.Warning, "The read replica did not answer; the change feed was read from the primary")]
    public static partial void ReplicaFailed(this ILogger logger, Exception exception);
}
