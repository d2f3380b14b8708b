using Hub.Api.Store.Rows;
using Hub.Fhir.Search;

namespace Hub.Api.Store;

/// <summary>
/// What this work has written, kept at hand: nobody else writes meanwhile. And what names a resource that was made in this work can only
/// have been written in it, since nobody knew its id before. So most questions of a transaction need not go to the database.
/// </summary>
public sealed partial class WriteTransaction
{
    private readonly Dictionary<ResourceKey, Own> written = [];

    /// <summary>The ids of resources that the hub has just made up.</summary>
    private readonly HashSet<string> made = new(StringComparer.Ordinal);

    /// <summary>Everything of one type about one person, deleted ones left out; nobody's permission is asked.</summary>
    public IReadOnlyList<StoredResource> About(string patient, string type) => made.Contains(patient)
        ? Mine(type, mine => mine.Row.Patient == patient)
        : session.All(
            $"{StoredColumns.Current} WHERE r.person_key = @p0 AND r.patient = @p1 AND r.type = @p2 AND r.deleted = 0 ORDER BY r.resource_key", StoredColumns.From,
            PersonKeys.Of(patient), patient, type);

    /// <summary>Everything of one type whose search parameter names the target, whoever may see it.</summary>
    public IReadOnlyList<StoredResource> Naming(ResourceKey target, string type, string parameter)
    {
        if (made.Contains(target.Id))
        {
            return Mine(type, mine => mine.Values.Any(value =>
                value is ReferenceValue { Url: null } reference && reference.Parameter == parameter && reference.Id == target.Id && reference.Type == target.Type));
        }

        index.Insert();
        var from = $"FROM index_reference x {session.Dialect.JoinInOrder} resource r ON r.resource_key = x.resource_key AND r.person_key = x.person_key";
        var rows = session.All(
            $"{StoredColumns.Current.Replace("FROM resource r", from, StringComparison.Ordinal)} "
            + "WHERE x.param = @p0 AND x.target_id = @p1 AND x.target_type = @p2 AND x.url IS NULL AND r.deleted = 0",
            StoredColumns.From, interning.Parameter(type, parameter, ref clock), target.Id, target.Type);
        return [.. rows.DistinctBy(row => row.Key).OrderBy(row => row.Key)];
    }

    private List<StoredResource> Mine(string type, Func<Own, bool> condition) =>
        [.. written.Values.Where(mine => mine.Row.Type == type && !mine.Row.Deleted && condition(mine)).Select(mine => mine.Row).OrderBy(row => row.Key)];

    /// <summary>True when a thread, or what grants derive from, has a name with an id that was made up in this work.</summary>
    private bool IsNew(string name)
    {
        foreach (var part in name.AsSpan().Split('/'))
        {
            if (made.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name.AsSpan(part)))
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Own(StoredResource Row, IReadOnlyList<SearchValue> Values);
}
