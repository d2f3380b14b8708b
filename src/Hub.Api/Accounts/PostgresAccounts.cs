using Hub.Api.Store.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hub.Api.Accounts;

/// <summary>The accounts on PostgreSQL. Their migration is in Accounts/Migrations/Postgres.</summary>
internal sealed class PostgresAccounts(DbContextOptions<PostgresAccounts> options) : AccountsContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation(PostgresDialect.Collation);
    }

    internal sealed class AtDesign : IDesignTimeDbContextFactory<PostgresAccounts>
    {
        public PostgresAccounts CreateDbContext(string[] args) => (PostgresAccounts)AccountsContexts.Alone(new PostgresDialect("Host=localhost"));
    }
}
