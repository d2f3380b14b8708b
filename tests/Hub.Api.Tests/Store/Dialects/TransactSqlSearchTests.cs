namespace Hub.Api.Tests.Store.Dialects;

/// <summary>The random searches of <see cref="SearchPropertyTests"/>, said in T-SQL: each is read by SQL Server's grammar and finds what it should.</summary>
public sealed class TransactSqlSearchTests
{
    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    public async Task A_search_in_T_SQL_finds_exactly_what_matches_and_is_permitted(int seed)
    {
        await using var hub = TestStore.OpenInTransactSql();

        await SearchPropertyTests.FindsExactlyWhatMatches(hub, new Random(seed));
    }
}
