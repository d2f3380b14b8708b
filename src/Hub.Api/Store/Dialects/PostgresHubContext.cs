using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hub.Api.Store.Dialects;

/// <summary>The model on PostgreSQL: text is compared byte by byte, as on SQLite. Its migration is in Store/Migrations/Postgres.</summary>
internal sealed class PostgresHubContext(DbContextOptions<PostgresHubContext> options) : HubContext(options)
{
    public static PostgresHubContext On(string connectionString) =>
        new(new DbContextOptionsBuilder<PostgresHubContext>().UseNpgsql(connectionString).Options);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().UseCollation("C");

    /// <summary>Gives <c>dotnet ef</c> the model: <c>dotnet ef migrations add NAME -c PostgresHubContext -o Store/Migrations/Postgres</c>.</summary>
    internal sealed class AtDesign : IDesignTimeDbContextFactory<PostgresHubContext>
    {
        public PostgresHubContext CreateDbContext(string[] args) => On("Host=localhost");
    }
}
