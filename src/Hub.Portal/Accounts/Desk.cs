namespace Hub.Portal.Accounts;

/// <summary>One person's desk: words typed and not yet sent, and when they last looked. Seen by nobody else (decision 0451).</summary>
/// <remarks>The portal references no store; the hub that hosts it keeps the desk.</remarks>
public abstract class Desk
{
    public abstract Task<Draft?> Read(string userId, string key, CancellationToken cancellationToken);

    public abstract Task<IReadOnlyList<Draft>> List(string userId, string keyPrefix, CancellationToken cancellationToken);

    public abstract Task<DateTimeOffset> Keep(string userId, string key, string json, CancellationToken cancellationToken);

    public abstract Task Drop(string userId, string key, CancellationToken cancellationToken);
}

/// <summary>Words kept while somebody is still writing.</summary>
public sealed record Draft(string Key, string Json, DateTimeOffset SavedAt);

/// <summary>Who is signed in where, and the end of it.</summary>
public abstract class Sessions
{
    public abstract Task<IReadOnlyList<OpenSession>> OpenFor(string userId, CancellationToken cancellationToken);

    public abstract Task Close(string userId, string key, CancellationToken cancellationToken);
}

/// <summary>One place a person is signed in at.</summary>
public sealed record OpenSession(string Key, string Device, DateTimeOffset SignedInAt, DateTimeOffset LastSeenAt);

/// <summary>A number whenever something changes that the agency may see, and nothing else: what changed is read through the door.</summary>
public delegate IAsyncEnumerable<long> ChangesFor(string agency, CancellationToken cancellationToken);

/// <summary>Makes the access token with which the portal speaks FHIR for this person; the purpose is a code of v3-ActReason.</summary>
public delegate string PersonToken(Signed person, string purpose);
