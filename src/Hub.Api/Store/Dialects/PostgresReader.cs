using System.Data.Common;
using Npgsql;

namespace Hub.Api.Store.Dialects;

/// <summary>A session that reads. Its parameters have places in place of names: a text with names is gone through and rewritten each time it is sent.</summary>
internal sealed class PostgresReader(NpgsqlConnection connection, Dialect dialect) : Session(connection, dialect)
{
    private bool? isSpread;

    public override bool IsSpread => isSpread ??= PostgresDialect.IsSpread(this);

    protected override DbCommand Command(string sql) => base.Command(PostgresSession.Placed(sql));

    /// <summary>None: the order is what counts.</summary>
    protected override string NameOf(int place) => "";
}
