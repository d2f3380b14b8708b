using Hub.Api.Store.Dialects;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Accounts;

/// <summary>Opens the accounts in the database that holds the records.</summary>
internal sealed class AccountsContexts : IDbContextFactory<AccountsContext>
{
    private readonly Func<AccountsContext> open;

    /// <param name="dialect">The database.</param>
    /// <param name="services">Where the context finds the settings of Identity.</param>
    public AccountsContexts(Dialect dialect, IServiceProvider services) => (ContextType, open) = dialect switch
    {
        SqliteDialect => Open<SqliteAccounts>(dialect, services, options => new(options)),
        PostgresDialect => Open<PostgresAccounts>(dialect, services, options => new(options)),
        _ => Open<SqlServerAccounts>(dialect, services, options => new(options)),
    };

    /// <summary>The type whose migrations are this database's.</summary>
    public Type ContextType { get; }

    public AccountsContext CreateDbContext() => open();

    /// <summary>
    /// For migrations: no hub around it, so that nothing it tries on a new database is logged as a failure. The tables of passkeys
    /// belong to version 3 of Identity's schema.
    /// </summary>
    public static AccountsContext Alone(Dialect dialect) => new AccountsContexts(
        dialect,
        new ServiceCollection().Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider())
        .CreateDbContext();

    private static (Type, Func<AccountsContext>) Open<TContext>(
        Dialect dialect, IServiceProvider services, Func<DbContextOptions<TContext>, TContext> make)
        where TContext : AccountsContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        options.UseApplicationServiceProvider(services);
        dialect.Use(options, AccountsContext.History);
        return (typeof(TContext), () => make(options.Options));
    }
}
