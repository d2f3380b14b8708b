using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Api.Store;

/// <summary>
/// Chains audit entries: each hash covers the entry, its number and time, and the hash before it. Of words that an erasure may have to
/// take away (query, reason, body) it covers their hash.
/// </summary>
public static class AuditChain
{
    public static AuditRecord Next(long number, DateTimeOffset recorded, AuditEntry entry, string previousHash) =>
        new(number, recorded, entry, previousHash, Hash(number, recorded, entry, previousHash, ErasedWords.Digest));

    /// <summary>True when the record is the one of that number, and follows from the hash before it; in the way of older hubs, too, which covered the words themselves.</summary>
    public static bool Follows(AuditRecord record, long number, string previousHash) =>
        record.Number == number && record.PreviousHash == previousHash && (IsErasable(record) || record.Hash == Hash(number, record.Recorded, record.Entry, previousHash, words => words));

    /// <summary>True when words can be taken out of the record without breaking the chain.</summary>
    public static bool IsErasable(AuditRecord record) =>
        record.Hash == Hash(record.Number, record.Recorded, record.Entry, record.PreviousHash, ErasedWords.Digest);

    /// <summary>Every field with its length before it, so that no two entries read alike.</summary>
    private static string Hash(long number, DateTimeOffset recorded, AuditEntry entry, string previousHash, Func<string?, string?> words)
    {
        string?[] fields =
        [
            previousHash, number.ToString(CultureInfo.InvariantCulture), recorded.UtcTicks.ToString(CultureInfo.InvariantCulture),
            entry.Agency, entry.Client, entry.Person, entry.Action, entry.Interaction, entry.Outcome, entry.Type, entry.Id,
            entry.Version?.ToString(CultureInfo.InvariantCulture), entry.Patient, entry.Owner, entry.Basis, entry.Purpose, words(entry.Reason),
            entry.RequestId, entry.CorrelationId, words(entry.Query), ErasedWords.Digest(entry.Body)?.ToUpperInvariant(),
        ];
        const int lengthAndMarks = 13;
        var bytes = ArrayPool<byte>.Shared.Rent(fields.Sum(field => Encoding.UTF8.GetMaxByteCount(field?.Length ?? 0) + lengthAndMarks));
        var used = 0;
        foreach (var field in fields)
        {
            (field?.Length ?? -1).TryFormat(bytes.AsSpan(used), out var digits, provider: CultureInfo.InvariantCulture);
            used += digits;
            bytes[used++] = (byte)':';
            used += Encoding.UTF8.GetBytes(field, bytes.AsSpan(used));
            bytes[used++] = (byte)'\n';
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, used)));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }
}
