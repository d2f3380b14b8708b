using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Api.Store;

/// <summary>
/// The audit entries of one group of writes, kept together in one row: a look costs its few bytes, and shares the row with its group.
/// The facts (who, what, whose, on what basis) are never changed: the hash covers them, the number, the time, and the hash before. Of
/// words that an erasure may have to take away (query, reason, what a partner posted) the facts hold the SHA-256, and the words lie
/// beside them. A hash of its own for each entry would say no more: entries of one group come and go together.
/// </summary>
internal sealed record AuditBlock(long Number, int Entries, long Recorded, byte[] Facts, byte[] Words, string PreviousHash, string Hash)
{
    /// <summary>So many entries at most in one row, however large the group.</summary>
    public const int Most = 1000;

    private AuditEntry[]? read;

    /// <summary>The entries in the order of their numbers.</summary>
    public IReadOnlyList<AuditEntry> All => read ??= AuditFacts.Read(Facts, Entries).With(AuditWords.Read(Words));

    /// <summary>The same, but for what they say in words, which need not be read for it.</summary>
    public IReadOnlyList<AuditEntry> Wordless => read ?? AuditFacts.Read(Facts, Entries).Entries;

    public static AuditBlock Of(long number, long recorded, IReadOnlyList<AuditEntry> entries, string previousHash)
    {
        var (facts, words) = AuditFacts.Write(entries);
        return new AuditBlock(number, entries.Count, recorded, facts, words, previousHash, HashOf(number, entries.Count, recorded, facts, previousHash));
    }

    /// <summary>True when the block begins with that number and follows from the hash before it, and its words are those that were said, or erased.</summary>
    public bool Follows(long number, string previousHash) =>
        Number == number && PreviousHash == previousHash && Hash == HashOf(Number, Entries, Recorded, Facts, PreviousHash)
        && AuditWords.Read(Words).AreOf(AuditFacts.Read(Facts, Entries).Digests);

    /// <summary>The same without what the entries meant say in words; what others of the block say in the same words goes with it.</summary>
    public AuditBlock WithoutWords(Func<AuditEntry, bool> meant) =>
        this with { Words = AuditWords.Read(Words).Without(AuditFacts.Read(Facts, Entries).Places(entry => meant(All[entry]))), read = null };

    private static string HashOf(long number, int entries, long recorded, byte[] facts, string previousHash)
    {
        Span<byte> head = stackalloc byte[(2 * sizeof(long)) + sizeof(int)];
        BinaryPrimitives.WriteInt64LittleEndian(head, number);
        BinaryPrimitives.WriteInt64LittleEndian(head[sizeof(long)..], recorded);
        BinaryPrimitives.WriteInt32LittleEndian(head[(2 * sizeof(long))..], entries);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(previousHash));
        hash.AppendData(head);
        hash.AppendData(facts);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
