using System.Text.RegularExpressions;

namespace Hub.Api.Tests.Store.Shards;

/// <summary>How many machines a statement needs when the tables are spread by person.</summary>
internal enum Reach
{
    /// <summary>None of the spread tables, or rows of one shard.</summary>
    One,

    /// <summary>Every shard, but each answers from its own rows.</summary>
    Each,

    /// <summary>Rows of one shard are joined with rows of another.</summary>
    Across,
}

/// <summary>
/// Reads from the text of a statement how far it reaches: rows tied by their person lie together, rows tied to a value are on one
/// shard. It knows the few forms in which the store writes that, and takes what it does not know for the worst.
/// </summary>
internal sealed partial class StatementReach
{
    private readonly Dictionary<string, string> group = new(StringComparer.Ordinal);
    private readonly HashSet<string> pinned = new(StringComparer.Ordinal);

    /// <summary>What each table is spread by; a table that is not here is small and everywhere.</summary>
    private readonly IReadOnlyDictionary<string, string> spreadBy;

    private StatementReach(IReadOnlyDictionary<string, string> spreadBy) => this.spreadBy = spreadBy;

    public static Reach Of(string sql, IReadOnlyDictionary<string, string> spreadBy) => new StatementReach(spreadBy).Read(sql);

    private Reach Read(string sql)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match table in Tables().Matches(sql))
        {
            if (spreadBy.TryGetValue(table.Groups["table"].Value, out var column))
            {
                columns[table.Groups["alias"] is { Success: true } alias ? alias.Value : table.Groups["table"].Value] = column;
            }
        }

        if (Insert().Match(sql) is { Success: true } insert && spreadBy.TryGetValue(insert.Groups["table"].Value, out var into))
        {
            return insert.Groups["columns"].Value.Split(", ").Contains(into) && (columns.Count == 1 || !sql.Contains("SELECT", StringComparison.Ordinal)) ? Reach.One : Reach.Across;
        }

        foreach (var (alias, column) in columns)
        {
            Pin(sql, alias, column);
        }

        foreach (Match tie in Ties().Matches(sql))
        {
            Tie(tie.Groups["one"].Value, tie.Groups["other"].Value);
        }

        var groups = columns.GroupBy(table => (table.Value, Root(table.Key))).ToList();
        return groups.All(one => one.Any(table => pinned.Any(pin => Root(pin) == Root(table.Key)))) ? groups.Count > 1 ? Reach.Across : Reach.One
            : groups.Count > 1 ? Reach.Across : Reach.Each;
    }

    private void Pin(string sql, string alias, string column)
    {
        if (Regex.IsMatch(sql, $@"(\b{alias}\.|(?<![.\w])){column} (= (@p\d+|\d+)\b|IN \(@p\d+\))"))
        {
            pinned.Add(alias);
        }
    }

    private void Tie(string one, string other) => group[Root(one)] = Root(other);

    private string Root(string alias)
    {
        while (group.TryGetValue(alias, out var next) && next != alias)
        {
            alias = next;
        }

        return alias;
    }

    [GeneratedRegex(@"(?:\b(?:FROM|JOIN|UPDATE) |, (?=index_))(?<table>[a-z_]+)(?: (?!ON\b|SET\b|WHERE\b|ORDER\b|JOIN\b|CROSS\b|LIMIT\b|UNION\b|VALUES\b)(?<alias>[a-z]\w*))?")]
    private static partial Regex Tables();

    [GeneratedRegex(@"^INSERT INTO (?<table>[a-z_]+) \((?<columns>[^)]*)\)")]
    private static partial Regex Insert();

    [GeneratedRegex(@"\b(?<one>\w+)\.person_key (?:= (?<other>[a-z]\w*)\.person_key|AS person_key(?=.*?\) (?<other>q)\b))")]
    private static partial Regex Ties();
}
