using Hub.Api.Store.Dialects;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hub.Api.Accounts;

/// <summary>The accounts on SQL Server. Their migration is in Accounts/Migrations/SqlServer.</summary>
internal sealed class SqlServerAccounts(DbContextOptions<SqlServerAccounts> options) : AccountsContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation(SqlServerDialect.Collation);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // A clustered key holds 900 bytes, the id of a passkey 1,023.
        builder.Entity<IdentityUserPasskey<string>>().HasKey(passkey => passkey.CredentialId).IsClustered(false);
    }

    internal sealed class AtDesign : IDesignTimeDbContextFactory<SqlServerAccounts>
    {
        public SqlServerAccounts CreateDbContext(string[] args) => (SqlServerAccounts)AccountsContexts.Alone(new SqlServerDialect("Server=localhost"));
    }
}
