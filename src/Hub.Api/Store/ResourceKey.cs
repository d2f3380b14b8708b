namespace Hub.Api.Store;

/// <summary>The logical address of a resource on this hub: its type and its id.</summary>
public readonly record struct ResourceKey(string Type, string Id)
{
    public override string ToString() => $"{Type}/{Id}";
}
