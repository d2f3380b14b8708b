using Hub.Api.Store.Dialects;

namespace Hub.Api.Store;

/// <summary>
/// The change feed from a read replica: the versions come from there, which is what weighs, and the primary says which of them the
/// caller may see. A copy that lags shows a little less; it never decides.
/// </summary>
internal sealed class ReplicaFeed(Dialect dialect, Sessions replica, Sessions primary) : IDisposable
{
    /// <summary>A caller who may see little gets a short page with a next link rather than wait for all of it.</summary>
    private const int GreatestRounds = 8;

    public async Task<ChangePage> Page(ChangeQuery query, AccessScope scope, CancellationToken cancellationToken)
    {
        var everything = scope with { All = true };
        var shown = new List<NumberedVersion>();
        for (var round = 1; ; round++)
        {
            var rows = await replica.Read(session => ChangeRows.Rows(session, dialect, query, everything), cancellationToken);
            var permitted = await primary.Read(session => ChangeRows.Permitted(session, dialect, rows, scope), cancellationToken);
            shown.AddRange(rows.Where(row => permitted.Contains(row.Sequence)));
            var isEnd = rows.Count <= query.Count;
            if (isEnd || shown.Count > query.Count || round == GreatestRounds)
            {
                return shown.Count > query.Count || isEnd
                    ? ChangePage.Of(shown, query.Count)
                    : new ChangePage([.. shown.Select(row => row.Version)], rows[^1].Sequence);
            }

            query = query with { Before = rows[^1].Sequence };
        }
    }

    public void Dispose() => replica.Dispose();
}
