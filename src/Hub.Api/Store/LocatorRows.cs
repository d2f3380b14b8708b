using System.Runtime.CompilerServices;
using Hub.Api.Store.Dialects;
using Hub.Api.Store.Rows;

namespace Hub.Api.Store;

/// <summary>
/// Reads by type and id in two steps, each of which one database of many can answer alone: where the resource is, then the row there.
/// </summary>
internal static class LocatorRows
{
    private static readonly string Any = $"{StoredColumns.Current} WHERE {Here("r", default, new SqlValues())}";

    /// <summary>Read on every look: the text is made once for a dialect, its values are the place and the scope.</summary>
    private static readonly ConditionalWeakTable<Dialect, string> Permitted = [];
    private static readonly ConditionalWeakTable<Dialect, string> PermittedTogether = [];
    private const int Values = 4;

    public static StoredResource? Current(Session session, ResourceKey key, AccessScope scope, Places? places = null) => At(session, key, places, place => scope.All
        ? session.First(Any, StoredColumns.From, place.ResourceKey, place.PersonKey)
        : Seen(session, place, scope) is { } row && row.Address == key ? row : null);

    /// <summary>What stands at the place of the resource; asked again if it has moved in between.</summary>
    public static T? At<T>(Session session, ResourceKey key, Places? places, Func<Located, T?> read) where T : class
    {
        var before = places?.Find(key);
        if (before is { } known && read(known) is { } there)
        {
            return there;
        }

        while (Find(session, key) is { } place && place != before)
        {
            if (read(place) is { } found)
            {
                places?.Remember(key, place);
                return found;
            }

            before = place;
        }

        return null;
    }

    /// <summary>The condition that the row <paramref name="alias"/> is of the resource at the place.</summary>
    public static string Here(string alias, Located place, SqlValues values) =>
        $"{alias}.resource_key = {values.Add(place.ResourceKey)} AND {alias}.person_key = {values.Add(place.PersonKey)}";

    /// <summary>The same of several at once, each at its place and in its scope; null where it does not stand there, or may not be seen.</summary>
    public static StoredResource?[] Several(Session session, IReadOnlyList<(Located Place, AccessScope Scope)> asked)
    {
        var (keys, persons, agencies, times) = (new long[asked.Count], new int[asked.Count], new string[asked.Count], new long[asked.Count]);
        for (var i = 0; i < asked.Count; i++)
        {
            var (place, scope) = asked[i];
            (keys[i], persons[i], agencies[i], times[i]) = (place.ResourceKey, place.PersonKey, scope.Agency, scope.Now.UtcTicks);
        }

        var found = new StoredResource?[asked.Count];
        var sql = PermittedTogether.GetValue(session.Dialect, dialect => dialect.Together(PermittedSql(dialect), Values)!);
        foreach (var (row, number) in session.All(sql, row => (StoredColumns.From(row), row.GetInt64(StoredColumns.Count)), keys, persons, agencies, times))
        {
            found[number - 1] = row;
        }

        return found;
    }

    /// <summary>What the scope may see of what stands at the place; null where that is nothing.</summary>
    public static StoredResource? Seen(Session session, Located place, AccessScope scope) => session.First(
        Permitted.GetValue(session.Dialect, PermittedSql), StoredColumns.From, place.ResourceKey, place.PersonKey, scope.Agency, scope.Now.UtcTicks);

    private static string PermittedSql(Dialect dialect)
    {
        var (scope, values) = (new AccessScope("", default), new SqlValues());
        var here = Here("r", default, values);
        return dialect.Seen(StoredColumns.Permitted(AccessSql.BasisIfPermitted("r", scope, values, dialect), here));
    }

    public static Located? Find(Session session, ResourceKey key) => session.First<Located?>(
        "SELECT resource_key, person_key FROM locator WHERE type = @p0 AND id = @p1", row => new Located(row.GetInt64(0), row.GetInt32(1)), key.Type, key.Id);
}

/// <summary>Where a resource is: its number, and the file it stands in.</summary>
internal readonly record struct Located(long ResourceKey, int PersonKey);
