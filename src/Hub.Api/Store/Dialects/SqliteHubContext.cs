using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Api.Store.Dialects;

/// <summary>The model on SQLite. Its migration is in Store/Migrations/Sqlite.</summary>
internal sealed class SqliteHubContext(DbContextOptions<SqliteHubContext> options) : HubContext(options)
{
    public static SqliteHubContext On(string connectionString) => new(
        new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite(connectionString).ReplaceService<IMigrationsSqlGenerator, SqliteTables>().Options);

    /// <summary>Gives <c>dotnet ef</c> the model: <c>dotnet ef migrations add NAME -c SqliteHubContext -o Store/Migrations/Sqlite</c>.</summary>
    internal sealed class AtDesign : IDesignTimeDbContextFactory<SqliteHubContext>
    {
        public SqliteHubContext CreateDbContext(string[] args) => On("Data Source=:memory:");
    }
}
