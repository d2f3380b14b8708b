namespace Hub.Api.Store.Rows;

/// <summary>Long work that was asked for: by whom, how far it is, and which node is at it until when.</summary>
internal sealed class JobRow
{
    public required string Id { get; set; }
    public required string Agency { get; set; }
    public required string Caller { get; set; }
    public required string Asked { get; set; }
    public required string State { get; set; }
    public long Created { get; set; }
    public int Step { get; set; }
    public string? Place { get; set; }
    public long Finished { get; set; }
    public string? Failure { get; set; }
    public string? Node { get; set; }
    public long Lease { get; set; }
}

/// <summary>What one file of a job holds: resources of one type by their ids, never their content; of a batch that is not done yet, the entries that wait.</summary>
internal sealed class JobFileRow
{
    public required string Job { get; set; }
    public int Number { get; set; }
    public required string Type { get; set; }
    public required string Ids { get; set; }
}

/// <summary>An erasure that one person asked for and another confirms; once done, the proof of it.</summary>
internal sealed class ErasureRow
{
    public required string Id { get; set; }
    public required string Agency { get; set; }
    public required string Type { get; set; }
    public required string ResourceId { get; set; }
    public required string AskedBy { get; set; }
    public required string Reason { get; set; }
    public long Asked { get; set; }
    public long Until { get; set; }
    public string? ConfirmedBy { get; set; }
    public long Done { get; set; }
    public string? Proof { get; set; }
}
