using Hub.Api.Store.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hub.Api.Accounts;

/// <summary>The accounts on SQLite. Their migration is in Accounts/Migrations/Sqlite.</summary>
internal sealed class SqliteAccounts(DbContextOptions<SqliteAccounts> options) : AccountsContext(options)
{
    internal sealed class AtDesign : IDesignTimeDbContextFactory<SqliteAccounts>
    {
        public SqliteAccounts CreateDbContext(string[] args) => (SqliteAccounts)AccountsContexts.Alone(new SqliteDialect("Data Source=:memory:"));
    }
}
