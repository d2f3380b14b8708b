using Hub.Api.Store.Rows;

namespace Hub.Api.Store;

/// <summary>
/// Reads by type and id in two steps, each of which one database of many can answer alone: where the resource is, then the row there.
/// </summary>
internal static class LocatorRows
{
    public static StoredResource? Current(Session session, ResourceKey key, AccessScope scope) => At(session, key, place =>
    {
        var values = new SqlValues();
        var where = $"{Here("r", place, values)} AND {AccessSql.Permits("r", scope, values)}";
        return session.First($"{StoredColumns.Seen(scope, values)} WHERE {where}", StoredColumns.From, values.All);
    });

    /// <summary>What stands at the place of the resource; asked again if it has moved in between.</summary>
    public static T? At<T>(Session session, ResourceKey key, Func<Located, T?> read) where T : class
    {
        for (Located? before = null; ;)
        {
            if (Find(session, key) is not { } place || place == before)
            {
                return null;
            }

            if (read(place) is { } found)
            {
                return found;
            }

            before = place;
        }
    }

    /// <summary>The condition that the row <paramref name="alias"/> is of the resource at the place.</summary>
    public static string Here(string alias, Located place, SqlValues values) =>
        $"{alias}.resource_key = {values.Add(place.ResourceKey)} AND {alias}.person_key = {values.Add(place.PersonKey)}";

    private static Located? Find(Session session, ResourceKey key) => session.First<Located?>(
        "SELECT resource_key, person_key FROM locator WHERE type = @p0 AND id = @p1", row => new Located(row.GetInt64(0), row.GetInt32(1)), key.Type, key.Id);
}

/// <summary>Where a resource is: its number, and the file it stands in.</summary>
internal readonly record struct Located(long ResourceKey, int PersonKey);
