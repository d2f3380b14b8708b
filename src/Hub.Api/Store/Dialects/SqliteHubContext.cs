using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hub.Api.Store.Dialects;

/// <summary>The model on SQLite. Its migration is in Store/Migrations/Sqlite.</summary>
internal sealed class SqliteHubContext(DbContextOptions<SqliteHubContext> options) : HubContext(options)
{
    /// <summary>Gives <c>dotnet ef</c> the model: <c>dotnet ef migrations add NAME -c SqliteHubContext -o Store/Migrations/Sqlite</c>.</summary>
    internal sealed class AtDesign : IDesignTimeDbContextFactory<SqliteHubContext>
    {
        public SqliteHubContext CreateDbContext(string[] args) => (SqliteHubContext)new SqliteDialect("Data Source=:memory:").Context();
    }
}
