using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Api.Store;

/// <summary>Chains audit entries: each hash covers the entry, its number and time, and the hash before it.</summary>
public static class AuditChain
{
    public static AuditRecord Next(long number, DateTimeOffset recorded, AuditEntry entry, string previousHash) =>
        new(number, recorded, entry, previousHash, Hash(number, recorded, entry, previousHash));

    /// <summary>Every field with its length before it, so that no two entries read alike.</summary>
    public static string Hash(long number, DateTimeOffset recorded, AuditEntry entry, string previousHash)
    {
        string?[] fields =
        [
            previousHash, number.ToString(CultureInfo.InvariantCulture), recorded.UtcTicks.ToString(CultureInfo.InvariantCulture),
            entry.Agency, entry.Client, entry.Person, entry.Action, entry.Interaction, entry.Outcome, entry.Type, entry.Id,
            entry.Version?.ToString(CultureInfo.InvariantCulture), entry.Patient, entry.Owner, entry.Basis, entry.Purpose, entry.Reason,
            entry.RequestId, entry.CorrelationId, entry.Query, entry.Body.IsEmpty ? null : Convert.ToHexString(SHA256.HashData(entry.Body.Span)),
        ];
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            text.Append(field?.Length ?? -1).Append(':').Append(field).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
