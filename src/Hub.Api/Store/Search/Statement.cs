using System.Globalization;
using Hub.Api.Store.Dialects;
using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>What the parts of one SQL statement have in common while it is being put together.</summary>
internal sealed class Statement(Dialect dialect, Names names, AccessScope scope)
{
    private readonly HashSet<string> leads = [];
    private int aliases;

    public Dialect Dialect => dialect;

    public AccessScope Scope => scope;

    public SqlValues Values { get; } = new();

    /// <summary>False when a parameter is looked up that no resource had a value for yet: the text will do, but will not stay the best.</summary>
    public bool IsSettled { get; private set; } = true;

    /// <summary>A name for one more row of a table.</summary>
    public string Alias(string prefix) => $"{prefix}{aliases++}";

    /// <summary>A name for one more index row that the search walks along.</summary>
    public string Lead()
    {
        var alias = Alias("d");
        leads.Add(alias);
        return alias;
    }

    /// <summary>The condition that an index row belongs to the parameter of the type, or of any type when that is null.</summary>
    public string IsParameter(string alias, string? type, string code)
    {
        if (type is not null && NarrowedParameter.Find(type, code) is { } narrowed)
        {
            return $"{IsParameter(alias, type, narrowed.Wider)} AND {alias}.target_type = '{narrowed.Target}'";
        }

        return type is null
            ? $"{alias}.param IN (SELECT id FROM parameter WHERE code = {Values.Add(code)})"
            : $"{alias}.param = {ParameterId(type, code)}";
    }

    /// <summary>The number of a parameter; null, so equal to nothing, while no resource has ever had a value for it.</summary>
    public string ParameterId(string type, string code)
    {
        if (names.TryParameter(type, code, out var id))
        {
            return id.ToString(CultureInfo.InvariantCulture);
        }

        IsSettled = false;
        return $"(SELECT id FROM parameter WHERE type = {Values.Add(type)} AND code = {Values.Add(code)})";
    }

    /// <summary>The number of an interned code or system: 0 for none, null for one that no resource has.</summary>
    public string NameId(string text) => text.Length == 0 ? "0" : $"(SELECT id FROM name WHERE text = {Values.Add(IndexText.Key(text))})";

    /// <summary>A column compared with a range: only the driver may walk along it, any other row is found by its resource.</summary>
    public string Range(string alias, string column) => leads.Contains(alias) ? $"{alias}.{column}" : dialect.Unindexed($"{alias}.{column}");

    /// <summary>The condition that two rows belong to one resource; said with the person, so that the join stays within a file.</summary>
    public static string Same(string one, string other) =>
        $"{one}.resource_key = {other}.resource_key AND {one}.person_key = {other}.person_key";

    /// <summary>From a reference on to the resource it names, wherever that is.</summary>
    public string Target(string link, string found)
    {
        var place = Alias("a");
        return $"{dialect.JoinInOrder} locator {place} ON {place}.type = {link}.target_type AND {place}.id = {link}.target_id "
            + $"{dialect.JoinInOrder} resource {found} ON {Same(found, place)}";
    }

    /// <summary>A number of rows to stop after.</summary>
    public string Rows(int count) => dialect.Rows(count, Values);

    /// <summary>The condition that the scope may see the row of <c>resource</c>.</summary>
    public string Permits(string row) => AccessSql.Permits(row, scope, Values, dialect);
}
