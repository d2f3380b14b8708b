using Hub.Api.Store;
using Hub.Api.Store.Dialects;

namespace Hub.Api.Tests.Store;

public sealed class DialectTests
{
    [Theory]
    [InlineData(null, "Data Source=data/hub.db", typeof(SqliteDialect))]
    [InlineData("Sqlite", "Data Source=data/hub.db", typeof(SqliteDialect))]
    [InlineData(null, "Host=db;Database=hub", typeof(PostgresDialect))]
    [InlineData(null, "Server=db;Database=hub", typeof(SqlServerDialect))]
    [InlineData("sqlserver", "Data Source=db;Initial Catalog=hub", typeof(SqlServerDialect))]
    [InlineData("PostgreSql", "Server=db;Database=hub", typeof(PostgresDialect))]
    public void The_database_is_the_one_that_is_named(string? provider, string connectionString, Type expected) =>
        Assert.IsType(expected, Dialect.Of(provider, connectionString));

    [Theory]
    [InlineData("Oracle", "Server=db;Database=hub", "Hub:Database:Provider is Oracle; the hub keeps its records on Sqlite, SqlServer or PostgreSql.")]
    [InlineData("SqlServer", "Data Source=db;Colour=red", "Hub:Database:ConnectionString is not a connection string of the database that Hub:Database:Provider names.")]
    [InlineData("PostgreSql", "nonsense", "Hub:Database:ConnectionString is not a connection string of the database that Hub:Database:Provider names.")]
    public void What_cannot_be_a_database_is_refused_in_a_sentence(string provider, string connectionString, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<CannotStartException>(() => Dialect.Of(provider, connectionString)).Message);
}
