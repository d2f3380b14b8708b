namespace Hub.Api.Store;

/// <summary>The only place that makes ids: UUID version 7, so that ids the hub makes sort by the time they were made.</summary>
public sealed class Ids(TimeProvider time)
{
    public string Next() => Guid.CreateVersion7(time.GetUtcNow()).ToString("D");
}
