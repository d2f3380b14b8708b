using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hub.Api.Accounts;

/// <summary>Lets the migration tool make the context without starting the hub.</summary>
internal sealed class AccountsDesign : IDesignTimeDbContextFactory<AccountsContext>
{
    public AccountsContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<AccountsContext>()
            .UseApplicationServiceProvider(WithPasskeys())
            .UseSqlite("Data Source=:memory:", sqlite => sqlite.MigrationsHistoryTable(AccountsContext.MigrationsTable)).Options);

    /// <summary>The tables of passkeys belong to version 3 of Identity's schema.</summary>
    private static ServiceProvider WithPasskeys() =>
        new ServiceCollection().Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();
}
