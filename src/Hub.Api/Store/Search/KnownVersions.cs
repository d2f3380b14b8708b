using System.Collections.Concurrent;
using Hub.Api.Store.Rows;

namespace Hub.Api.Store.Search;

/// <summary>
/// Versions that were read before, up to a bound. What a current version says is never changed, so that a page need only ask which
/// versions it shows and why they may be seen; what they say is asked for where it is not known. What nobody has asked for since the
/// bound was met the last but one time is let go.
/// </summary>
internal sealed class KnownVersions
{
    private const long MostBytes = 16 * 1024 * 1024;
    private const int BesideBody = 500;
    private const int ReadAtOnce = 64;
    private readonly Lock turning = new();
    private ConcurrentDictionary<long, StoredResource> young = new();
    private ConcurrentDictionary<long, StoredResource> old = new();
    private long bytes;

    /// <summary>The versions of the rows, each as it is seen; null where one stands elsewhere by now, or nowhere.</summary>
    public StoredResource?[] Of(Session session, IReadOnlyList<SeenRow> rows)
    {
        var versions = new StoredResource?[rows.Count];
        List<int>? lacking = null;
        for (var i = 0; i < versions.Length; i++)
        {
            if (Find(rows[i]) is { } known)
            {
                versions[i] = Seen(known, rows[i]);
            }
            else
            {
                (lacking ??= []).Add(i);
            }
        }

        foreach (var some in lacking?.Chunk(ReadAtOnce) ?? [])
        {
            var found = Read(session, [.. some.Select(i => rows[i])]);
            foreach (var i in some)
            {
                versions[i] = found.TryGetValue(rows[i].Sequence, out var version) ? Seen(version, rows[i]) : null;
            }
        }

        return versions;
    }

    /// <summary>Whose it is may have changed without a new version (<see cref="WriteTransaction.Unlink"/>).</summary>
    private static StoredResource Seen(StoredResource version, SeenRow row) =>
        version with { PersonKey = row.PersonKey, Patient = row.Patient, Referral = row.Referral, Basis = row.Basis };

    /// <summary>A database that was put back to an earlier state gives numbers out again, but not at the same moment to the same resource.</summary>
    private StoredResource? Find(SeenRow row)
    {
        if (!young.TryGetValue(row.Sequence, out var version) && old.TryGetValue(row.Sequence, out version))
        {
            Keep(row.Sequence, version);
        }

        return version is not null && version.Key == row.Key && version.LastUpdated.UtcTicks == row.LastUpdated ? version : null;
    }

    private Dictionary<long, StoredResource> Read(Session session, SeenRow[] rows)
    {
        var values = new SqlValues();
        var sql = StoredColumns.VersionsAt(Searching.Rounded(rows).Select(row => (values.Add(row.Sequence), values.Add(row.PersonKey))));
        var found = session.All(sql, row => (Sequence: row.GetInt64(StoredColumns.Count), Version: StoredColumns.From(row)), values.All);
        found.ForEach(one => Keep(one.Sequence, one.Version));
        return found.ToDictionary(one => one.Sequence, one => one.Version);
    }

    private void Keep(long sequence, StoredResource version)
    {
        young[sequence] = version;
        if (Interlocked.Add(ref bytes, version.Body.Length + BesideBody) > MostBytes)
        {
            lock (turning)
            {
                (old, young) = (young, new());
                Interlocked.Exchange(ref bytes, 0);
            }
        }
    }
}
