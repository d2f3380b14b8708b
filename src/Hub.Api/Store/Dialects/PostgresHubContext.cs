using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hub.Api.Store.Dialects;

/// <summary>The model on PostgreSQL: text is compared byte by byte, as on SQLite. Its migration is in Store/Migrations/Postgres.</summary>
internal sealed class PostgresHubContext(DbContextOptions<PostgresHubContext> options) : HubContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().UseCollation(PostgresDialect.Collation);

    /// <summary>Gives <c>dotnet ef</c> the model: <c>dotnet ef migrations add NAME -c PostgresHubContext -o Store/Migrations/Postgres</c>.</summary>
    internal sealed class AtDesign : IDesignTimeDbContextFactory<PostgresHubContext>
    {
        public PostgresHubContext CreateDbContext(string[] args) => (PostgresHubContext)new PostgresDialect("Host=localhost").Context();
    }
}
