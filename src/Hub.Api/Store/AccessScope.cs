namespace Hub.Api.Store;

/// <summary>On whose behalf the store answers, and at what moment. <c>All</c> is for the hub itself only.</summary>
public sealed record AccessScope(string Agency, DateTimeOffset Now, bool All = false);
