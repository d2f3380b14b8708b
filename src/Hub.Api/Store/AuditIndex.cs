using System.Buffers.Binary;

namespace Hub.Api.Store;

/// <summary>
/// Finds the blocks of the audit that speak of a person or of a resource, or were posted with a word. An index row for each look would cost it a page of its own,
/// wherever that person's rows lie. So what has come in is indexed a piece at a time: a row for each of 64 buckets says which keys
/// stand in which blocks of the piece. A question reads the rows of its bucket, newest first, and what is not indexed yet, whole.
/// </summary>
internal static class AuditIndex
{
    /// <summary>So many entries at least are indexed together.</summary>
    public const int Piece = 4096;

    private const int Buckets = 64;
    private const int AtOnce = 64;
    private const int PostingLength = 2 * sizeof(uint);

    public static int OfPerson(string patient) => PersonKeys.Of(patient);

    public static int OfResource(string type, string id) => PersonKeys.Of($"{type}/{id}");

    /// <summary>One of the words of what a partner posted (<see cref="Hub.Api.Audit.PostedWords"/>).</summary>
    public static int OfWord(string word) => PersonKeys.Of(word.Trim());

    /// <summary>Indexes all that is not yet.</summary>
    public static void Add(Session session, ref Clock clock)
    {
        var first = clock.AuditIndexed + 1;
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var postings = new HashSet<(int Key, int Block)>();
        foreach (var block in AuditRows.On(session, clock.AuditIndexed))
        {
            postings.UnionWith(Keys(block, keys).Select(key => (key, (int)(block.Number - first))));
        }

        foreach (var bucket in postings.GroupBy(posting => posting.Key % Buckets).OrderBy(bucket => bucket.Key))
        {
            session.Execute("INSERT INTO audit_index (bucket, number, blocks) VALUES (@p0, @p1, @p2)", bucket.Key, first, Bytes([.. bucket]));
        }

        clock.AuditIndexed = clock.Audit;
    }

    /// <summary>The blocks that may speak of one of the keys and begin before the number, newest first.</summary>
    public static IEnumerable<AuditBlock> Blocks(Session session, IReadOnlyList<int> keys, long before)
    {
        var indexed = session.First(Clock.Select, Clock.From).AuditIndexed;
        foreach (var block in AuditRows.Back(session, before, indexed + 1))
        {
            yield return block;
        }

        foreach (var number in Numbers(session, keys, Math.Min(before, indexed + 1)))
        {
            yield return AuditRows.At(session, number)!;
        }
    }

    /// <summary>Several keys are asked for a piece of the audit at a time, so that what they find comes in order.</summary>
    private static IEnumerable<long> Numbers(Session session, IReadOnlyList<int> keys, long before)
    {
        var sql = $"SELECT number, blocks FROM audit_index WHERE bucket = @p0 AND number < @p1 ORDER BY number DESC {session.Dialect.Limit("@p2")}";
        for (var bound = before; ;)
        {
            var rows = keys.Select(key => (Key: key, Pieces: session.All(sql, row => (First: row.GetInt64(0), Blocks: row.GetFieldValue<byte[]>(1)), key % Buckets, bound, AtOnce))).ToList();
            var reach = rows.Max(one => one.Pieces.Count < AtOnce ? 0 : one.Pieces[^1].First);
            var found = rows.SelectMany(one => one.Pieces.Where(piece => piece.First >= reach).SelectMany(piece => Numbers(piece.Blocks, one.Key).Select(offset => piece.First + offset)));
            foreach (var number in found.Where(number => number < before).Distinct().OrderDescending())
            {
                yield return number;
            }

            if (reach == 0)
            {
                yield break;
            }

            bound = reach;
        }
    }

    /// <summary>Words are keys only of what a partner posted.</summary>
    private static IEnumerable<int> Keys(AuditBlock block, Dictionary<string, int> known)
    {
        var entries = block.Wordless;
        return (entries.Any(IsPosted) ? block.All : entries).SelectMany(entry => Keys(entry, known));
    }

    private static IEnumerable<int> Keys(AuditEntry entry, Dictionary<string, int> known)
    {
        if (entry.Patient is { } patient)
        {
            yield return Known(patient, known);
        }

        if (entry.Id is { } id)
        {
            yield return Known($"{entry.Type}/{id}", known);
        }

        foreach (var word in IsPosted(entry) ? entry.Query?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [] : [])
        {
            yield return Known(word, known);
        }
    }

    private static bool IsPosted(AuditEntry entry) => entry.Interaction == AuditMatch.Posted;

    private static int Known(string text, Dictionary<string, int> known) => known.TryGetValue(text, out var key) ? key : known[text] = PersonKeys.Of(text);

    private static byte[] Bytes(List<(int Key, int Block)> postings)
    {
        var bytes = new byte[postings.Count * PostingLength];
        var at = 0;
        foreach (var (key, block) in postings)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), key);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + sizeof(int)), block);
            at += PostingLength;
        }

        return bytes;
    }

    private static IEnumerable<int> Numbers(byte[] blocks, int key)
    {
        for (var at = 0; at < blocks.Length; at += PostingLength)
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(blocks.AsSpan(at)) == key)
            {
                yield return BinaryPrimitives.ReadInt32LittleEndian(blocks.AsSpan(at + sizeof(int)));
            }
        }
    }
}
