using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Hub.Api.Tests.Store.Dialects;

/// <summary>The grammar of SQL Server 2022, as its makers publish it.</summary>
internal static class TransactSql
{
    /// <summary>What the grammar says against the text; nothing when it is a script that SQL Server would read.</summary>
    public static IReadOnlyList<string> Errors(string sql)
    {
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        return [.. errors.Select(error => $"line {error.Line}, column {error.Column}: {error.Message}")];
    }

    public static void MustParse(string sql)
    {
        if (Errors(sql) is [var first, ..])
        {
            throw new FormatException($"{first}\n{sql}");
        }
    }
}
