using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Hub.Api.Store.Search;

namespace Hub.Api.Tests.Store;

/// <summary>PostgreSQL is asked of each row met whether something exists, and never given the occasion to find all that could match first (decision 514).</summary>
public sealed class PostgresTextTests
{
    private const string Exists = "EXISTS (";
    private static readonly PostgresDialect Postgres = new("Host=nowhere;Database=hub");

    [Theory]
    [InlineData("Task", "owner=Organization/camhs&status=requested")]
    [InlineData("Task", "owner=Organization/camhs&status=requested&_sort=-_lastUpdated")]
    [InlineData("Task", "owner=Organization/camhs&status:not=requested&patient.name=ash")]
    [InlineData("Task", "_lastUpdated=gt2026-01-01&code:missing=true&authored-on=gt2026")]
    [InlineData("Patient", "_has:Task:patient:owner=Organization/camhs&name:contains=smi")]
    [InlineData("Observation", "code-value-quantity=phq9$gt10&status=final")]
    [InlineData("Encounter", "date=ge2026&status:not=planned")]
    public void Whatever_exists_is_asked_of_each_row(string type, string query)
    {
        var text = Text(type, query);

        var conditions = Places(text).Select(start => Within(text, start + Exists.Length)).ToList();
        Assert.NotEmpty(conditions);
        Assert.All(conditions, condition => Assert.EndsWith(" OFFSET 0", condition, StringComparison.Ordinal));
    }

    [Fact]
    public void An_inbox_is_asked_once_for_each_row_on_what_basis_it_is_seen()
    {
        var text = Text("Task", "owner=Organization/camhs&status=requested");

        Assert.Contains("JOIN LATERAL (SELECT CASE WHEN r.author = ", text, StringComparison.Ordinal);
        Assert.Contains(" AS basis OFFSET 0) g ON g.basis IS NOT NULL", text, StringComparison.Ordinal);
        Assert.EndsWith(" ORDER BY d0.resource_key DESC LIMIT 21", text, StringComparison.Ordinal);
    }

    private static string Text(string type, string query) =>
        new PageStatements(Postgres, new Names()).Of(TestStore.Query(type, query), new AccessScope("camhs", DateTimeOffset.UnixEpoch), 21).Sql;

    private static IEnumerable<int> Places(string text)
    {
        for (var at = text.IndexOf(Exists, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Exists, at + 1, StringComparison.Ordinal))
        {
            yield return at;
        }
    }

    /// <summary>What stands between the parenthesis before that place and the one that closes it.</summary>
    private static string Within(string text, int start)
    {
        var end = start;
        for (var open = 1; open > 0; end++)
        {
            open += text[end] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return text[start..(end - 1)];
    }
}
