using Hub.Api.Store.Dialects;

namespace Hub.Api.Tests.Store;

public sealed class DialectTests
{
    [Theory]
    [InlineData(null, "Data Source=data/hub.db", typeof(SqliteDialect))]
    [InlineData("Sqlite", "Data Source=data/hub.db", typeof(SqliteDialect))]
    [InlineData(null, "Host=db;Database=hub", typeof(PostgresDialect))]
    [InlineData("PostgreSql", "Server=db;Database=hub", typeof(PostgresDialect))]
    public void The_database_is_the_one_that_is_named(string? provider, string connectionString, Type expected) =>
        Assert.IsType(expected, Dialect.Of(provider, connectionString));

    [Fact]
    public void A_database_the_hub_has_no_schema_for_is_refused_at_the_start() =>
        Assert.Throws<NotSupportedException>(() => Dialect.Of("SqlServer", "Server=db;Database=hub"));
}
