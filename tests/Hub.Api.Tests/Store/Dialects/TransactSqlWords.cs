using System.Text.RegularExpressions;

namespace Hub.Api.Tests.Store.Dialects;

/// <summary>The words in which the two dialects differ, from T-SQL to SQLite.</summary>
internal static partial class TransactSqlWords
{
    private static readonly (string TransactSql, string Sqlite)[] Words =
    [
        ("INNER LOOP JOIN", "CROSS JOIN"),
        (" WITH (UPDLOCK, HOLDLOCK, ROWLOCK)", ""),
        ("COUNT_BIG(", "COUNT("),
        ("BEGIN TRANSACTION", "BEGIN IMMEDIATE"),
        ("SAVE TRANSACTION", "SAVEPOINT"),
        ("ROLLBACK TRANSACTION work", "ROLLBACK TO SAVEPOINT work"),
    ];

    public static string InSqlite(string sql)
    {
        sql = Words.Aggregate(sql, (text, word) => text.Replace(word.TransactSql, word.Sqlite, StringComparison.Ordinal));
        sql = Limit().Replace(sql, "LIMIT $1");
        sql = CharIndex().Replace(sql, "instr($2, $1)");
        return DataLength().Replace(sql, "length(CAST($1 AS BLOB))");
    }

    [GeneratedRegex(@"OFFSET 0 ROWS FETCH NEXT (@p\d+|1) ROWS ONLY")]
    private static partial Regex Limit();

    [GeneratedRegex(@"CHARINDEX\((@p\d+), ([\w.]+)\)")]
    private static partial Regex CharIndex();

    [GeneratedRegex(@"DATALENGTH\(([@\w.]+)\)")]
    private static partial Regex DataLength();
}
