using Hub.Api.Store.Rows;
using Hub.Fhir.Json;
using Hub.Fhir.Search;

namespace Hub.Api.Store;

/// <summary>The index rows of what is stored already, when a version of the hub finds by more than the one before.</summary>
public sealed partial class WriteTransaction
{
    private const int IndexedAtOnce = 200;

    /// <summary>Indexes the next resources of the type after the key; answers the last key and how many there were.</summary>
    internal (long Last, int Count) IndexAnew(string type, long after)
    {
        var rows = session.All(
            $"{StoredColumns.Current} WHERE r.type = @p0 AND r.resource_key > @p1 AND r.deleted = 0 ORDER BY r.resource_key {session.Dialect.Limit("@p2")}",
            StoredColumns.From, type, after, IndexedAtOnce);
        foreach (var row in rows)
        {
            index.Remove(row);
            index.Add(row, SearchIndex.Extract(JsonText.Of(row.Body)), interning, ref clock);
        }

        return (rows.Count == 0 ? after : rows[^1].Key, rows.Count);
    }

    /// <summary>From now on it is known that all of the type is indexed.</summary>
    internal bool KeepIndexed(string type)
    {
        foreach (var mark in Reindexing.Marks(type))
        {
            interning.Parameter(type, mark, ref clock);
        }

        return true;
    }
}
