using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Hub.Api.Tests.Store.Dialects;

/// <summary>Notes the T-SQL it stands for, with the types that its parameters have when it is run.</summary>
internal sealed class NotedCommand(string transactSql, Action<string>? note) : SqliteCommand
{
    public override int ExecuteNonQuery()
    {
        Note();
        return base.ExecuteNonQuery();
    }

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        Note();
        return base.ExecuteDbDataReader(behavior);
    }

    private void Note()
    {
        if (note is not null)
        {
            var types = Parameters.Cast<SqliteParameter>().Select(parameter => $"{parameter.ParameterName} {Type(parameter)}").ToList();
            note(types.Count == 0 ? transactSql : $"{transactSql}\n-- {string.Join(", ", types)}");
        }
    }

    private static string Type(SqliteParameter parameter) => parameter.DbType switch
    {
        DbType.Int64 => "bigint",
        DbType.Int32 => "int",
        DbType.Double => "float",
        DbType.Binary => "varbinary(max)",
        _ => parameter.Size < 0 ? "nvarchar(max)" : "nvarchar(4000)",
    };
}
