using System.Data.Common;

namespace Hub.Api.Store;

/// <summary>Writes and reads the blocks of the audit.</summary>
internal static class AuditRows
{
    private const string Columns = "number, entries, recorded, facts, words, previous_hash, hash";
    private const int AtOnce = 32;

    /// <summary>What goes before the values of a block.</summary>
    public const string Into = $"INSERT INTO audit ({Columns})";

    public static void Insert(Session session, AuditBlock block) => session.Execute($"{Into} VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)", Values(block));

    /// <summary>Puts the block away and moves the clock on, and commits; false, and nothing done, where another node has moved the clock on before.</summary>
    public static bool InsertAlone(Session session, string sql, AuditBlock block) => session.First(sql, row => row.GetInt32(0), Values(block)) == 1;

    public static void PutWords(Session session, AuditBlock block) =>
        session.Execute("UPDATE audit SET words = @p1 WHERE number = @p0", block.Number, block.Words);

    /// <summary>The block that begins with the number.</summary>
    public static AuditBlock? At(Session session, long number) => session.First($"SELECT {Columns} FROM audit WHERE number = @p0", From, number);

    /// <summary>The blocks that begin before the number and not before the other, newest first.</summary>
    public static IEnumerable<AuditBlock> Back(Session session, long before, long from = 0)
    {
        var sql = $"SELECT {Columns} FROM audit WHERE number < @p0 AND number >= @p1 ORDER BY number DESC {session.Dialect.Limit("@p2")}";
        return Walk(last => session.All(sql, From, last?.Number ?? before, from, AtOnce));
    }

    /// <summary>The blocks that begin after the number, oldest first.</summary>
    public static IEnumerable<AuditBlock> On(Session session, long after)
    {
        var sql = $"SELECT {Columns} FROM audit WHERE number > @p0 ORDER BY number {session.Dialect.Limit("@p1")}";
        return Walk(last => session.All(sql, From, last?.Number ?? after, AtOnce));
    }

    /// <summary>The blocks with entries about the person, newest first.</summary>
    public static IEnumerable<AuditBlock> About(Session session, string person) => AuditIndex.Blocks(session, [AuditIndex.OfPerson(person)], long.MaxValue);

    /// <summary>The number of the first entry of the first block that does not follow from the one before it; null when the chain is whole.</summary>
    public static long? FirstBroken(Session session)
    {
        var (number, hash) = (1L, "");
        foreach (var block in On(session, 0))
        {
            if (!block.Follows(number, hash))
            {
                return number;
            }

            (number, hash) = (block.Number + block.Entries, block.Hash);
        }

        var clock = session.First(Clock.Select, Clock.From);
        return clock.AuditHash == hash && clock.Audit == number - 1 ? null : number;
    }

    /// <summary>Page after page, each of what comes after the last block of the one before.</summary>
    private static IEnumerable<AuditBlock> Walk(Func<AuditBlock?, List<AuditBlock>> next)
    {
        for (var page = next(null); page.Count > 0; page = page.Count < AtOnce ? [] : next(page[^1]))
        {
            foreach (var block in page)
            {
                yield return block;
            }
        }
    }

    private static object?[] Values(AuditBlock block) => [block.Number, block.Entries, block.Recorded, block.Facts, block.Words, block.PreviousHash, block.Hash];

    private static AuditBlock From(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4), row.GetString(5), row.GetString(6));
}
