using Hub.Api.Accounts;
using Hub.Api.Store.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Api.Tests.Store.Dialects;

/// <summary>The schema on SQL Server, as far as it can be known without one.</summary>
public sealed class SqlServerSchemaTests
{
    private const int ClusteredKey = 900;
    private const int IndexKey = 1700;

    [Theory]
    [InlineData("SqlServer.Schema.sql")]
    [InlineData("SqlServer.Accounts.sql")]
    public void The_script_of_the_migration_is_the_approved_one(string name)
    {
        using var context = Open(name);

        var script = context.Database.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions);

        TransactSql.MustParse(script);
        Approved.Same(name, script);
    }

    [Theory]
    [InlineData("SqlServer.Schema.sql")]
    [InlineData("SqlServer.Accounts.sql")]
    public void No_key_can_grow_longer_than_SQL_Server_takes(string name)
    {
        using var context = Open(name);
        var model = context.GetService<IDesignTimeModel>().Model;
        var keys =
            from entity in model.GetEntityTypes().Where(entity => entity.GetTableName() is not null && !entity.IsMappedToJson())
            from key in entity.GetKeys()
            select (Name: key.GetName(), Length: Length(key.Properties), Greatest: key.IsClustered() ?? key.IsPrimaryKey() ? ClusteredKey : IndexKey);
        var indexes =
            from entity in model.GetEntityTypes().Where(entity => !entity.IsMappedToJson())
            from index in entity.GetIndexes()
            select (Name: index.GetDatabaseName(), Length: Length(index.Properties), Greatest: IndexKey);

        Assert.Empty(keys.Concat(indexes).Where(key => key.Length > key.Greatest).Select(key => $"{key.Name}: {key.Length} bytes"));
    }

    [Fact]
    public void Text_is_compared_by_its_code_units_everywhere()
    {
        using var context = Open("SqlServer.Schema.sql");

        var texts = context.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
            .Where(property => property.ClrType == typeof(string)).ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, property => Assert.Equal(SqlServerDialect.Collation, property.GetCollation()));
    }

    private static DbContext Open(string name)
    {
        var dialect = new SqlServerDialect("Server=none");
        return name.Contains("Accounts", StringComparison.Ordinal) ? AccountsContexts.Alone(dialect) : dialect.Context();
    }

    private static int Length(IEnumerable<IReadOnlyProperty> properties) => properties.Sum(property => Length(property.GetColumnType() ?? ""));

    private static int Length(string type) => type switch
    {
        "bigint" or "float" => 8,
        "int" => 4,
        "bit" => 1,
        _ when type.Contains("(max)", StringComparison.Ordinal) => int.MaxValue / 8,
        _ when type.StartsWith("nvarchar(", StringComparison.Ordinal) => 2 * int.Parse(type[9..^1], System.Globalization.CultureInfo.InvariantCulture),
        _ when type.StartsWith("varbinary(", StringComparison.Ordinal) => int.Parse(type[10..^1], System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(type),
    };
}
