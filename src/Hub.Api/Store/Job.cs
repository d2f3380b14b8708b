namespace Hub.Api.Store;

/// <summary>Long work that is answered later (https://hl7.org/fhir/R4/async.html): what was asked, for whom, and how far it is.</summary>
/// <remarks>It is resumed from <c>Step</c> and <c>Place</c>, by whichever node finds its lease expired.</remarks>
public sealed record Job(string Id, string Agency, string Caller, string Asked, string State, DateTimeOffset Created)
{
    public int Step { get; init; }

    /// <summary>Where within the step the next page begins.</summary>
    public string? Place { get; init; }

    public DateTimeOffset Finished { get; init; }

    public string? Failure { get; init; }

    public string? Node { get; init; }

    public DateTimeOffset Lease { get; init; }

    public bool IsOpen => State == JobStates.Open;
}

public static class JobStates
{
    public const string Open = "open";
    public const string Done = "done";
    public const string Failed = "failed";
}

/// <summary>One file of a job: the ids of resources of one type, in the order in which they were found; of a batch, a part of what it asks or was answered.</summary>
public sealed record JobFile(int Number, string Type, string Text)
{
    private const char Between = ' ';

    public JobFile(int number, string type, IEnumerable<string> ids) : this(number, type, string.Join(Between, ids))
    {
    }

    public IReadOnlyList<string> Ids => Text.Split(Between);
}
