using System.Data.Common;
using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Microsoft.Data.Sqlite;

namespace Hub.Api.Tests.Store.Dialects;

/// <summary>
/// A store that speaks T-SQL without a SQL Server: each statement is read by SQL Server's grammar, noted with the types of its
/// parameters, and then answered by SQLite in SQLite's words. What it cannot show is said in specs/store.md.
/// </summary>
internal sealed class TransactSqlOnSqlite(string connectionString, Action<string>? note = null) : SqlServerDialect("Server=none")
{
    private readonly SqliteDialect sqlite = new(connectionString);

    public override string Name => sqlite.Name;

    public override Type ContextType => sqlite.ContextType;

    public override Session Open(bool writing) => new Noted((SqliteConnection)Connect(writing), this, note);

    public override DbConnection Connect(bool writing) => sqlite.Connect(writing);

    public override HubContext Context() => sqlite.Context();

    public override IReadOnlyList<string> AppliedMigrations(Session session, string history)
    {
        using var plain = sqlite.Open(writing: false);
        return sqlite.AppliedMigrations(plain, history);
    }

    public override IDisposable LockSchema() => sqlite.LockSchema();

    public override IReadOnlyList<string> Plan(Session session, string sql, object?[] values) => sqlite.Plan(session, TransactSqlWords.InSqlite(sql), values);

    public override bool IsTransient(DbException exception) => sqlite.IsTransient(exception);

    public override bool IsTaken(DbException exception, string table) => sqlite.IsTaken(exception, table);

    /// <summary>The session of a real SQL Server, but for who answers.</summary>
    private sealed class Noted(SqliteConnection connection, SqlServerDialect dialect, Action<string>? note) : SqlServerSession(connection, dialect)
    {
        protected override DbCommand Command(string sql)
        {
            TransactSql.MustParse(sql);
#pragma warning disable CA2100 // The texts are the store's own.
            return new NotedCommand(sql, note) { Connection = connection, CommandText = TransactSqlWords.InSqlite(sql) };
#pragma warning restore CA2100
        }
    }
}
