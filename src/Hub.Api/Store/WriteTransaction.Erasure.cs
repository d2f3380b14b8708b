using System.Security.Cryptography;
using Hub.Api.Store.Rows;

namespace Hub.Api.Store;

public sealed partial class WriteTransaction
{
    private const string ErasureColumns = "id, agency, type, resource_id, asked_by, reason, asked, until, confirmed_by, done, proof";

    /// <summary>What the agency wrote about the person, deleted ones included.</summary>
    public IReadOnlyList<StoredResource> Written(string patient, string agency) => session.All(
        $"{StoredColumns.Current} WHERE r.person_key = @p0 AND r.patient = @p1 AND r.author = @p2 ORDER BY r.resource_key", StoredColumns.From,
        PersonKeys.Of(patient), patient, agency);

    /// <summary>
    /// Empties every version of the resource, which was deleted before: numbers, times and authors stay, so that neither the history
    /// nor the change feed has a gap. Answers what the versions held, as hashes.
    /// </summary>
    public IReadOnlyList<ErasedVersion> Erase(StoredResource row)
    {
        var held = session.All(
            "SELECT version, body FROM resource_version WHERE resource_key = @p0 AND person_key = @p1 ORDER BY version",
            version => (Version: version.GetInt32(0), Body: version.GetFieldValue<byte[]>(1)), row.Key, row.PersonKey);
        session.Execute(
            "UPDATE resource_version SET body = @p2, deleted = 1 WHERE resource_key = @p0 AND person_key = @p1", row.Key, row.PersonKey, Array.Empty<byte>());
        return
        [
            .. held.Where(version => version.Body.Length > 0)
                .Select(version => new ErasedVersion(row.Address.ToString(), version.Version, Convert.ToHexStringLower(SHA256.HashData(version.Body)))),
        ];
    }

    /// <summary>
    /// Takes out of the audit what was said in words about the person: queries, reasons, and what the agency itself posted. Who looked
    /// at what, when and why it was permitted stays, and so does the chain.
    /// </summary>
    public void EraseAuditWords(string person, string agency)
    {
        bool IsMeant(AuditEntry entry) => entry.Patient == person && (entry.Body.IsEmpty || entry.Agency == agency);
        journal.Erase(IsMeant);
        foreach (var block in AuditRows.About(session, person).Where(block => block.All.Any(IsMeant)).ToList())
        {
            AuditRows.PutWords(session, block.WithoutWords(IsMeant));
        }
    }

    /// <summary>The erasures of a resource that were asked for, the latest first.</summary>
    public IReadOnlyList<Erasure> Erasures(ResourceKey key) => session.All(
        $"SELECT {ErasureColumns} FROM erasure WHERE type = @p0 AND resource_id = @p1 ORDER BY asked DESC, id DESC",
        row => new Erasure(
            row.GetString(0), row.GetString(1), new ResourceKey(row.GetString(2), row.GetString(3)), row.GetString(4), row.GetString(5),
            StoredColumns.Time(row.GetInt64(6)), StoredColumns.Time(row.GetInt64(7)))
        {
            ConfirmedBy = StoredColumns.Text(row, 8),
            Done = StoredColumns.Time(row.GetInt64(9)),
            Proof = StoredColumns.Text(row, 10),
        },
        key.Type, key.Id);

    public void Put(Erasure erasure)
    {
        session.Execute("DELETE FROM erasure WHERE id = @p0", erasure.Id);
        session.Execute(
            $"INSERT INTO erasure ({ErasureColumns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)",
            erasure.Id, erasure.Agency, erasure.Of.Type, erasure.Of.Id, erasure.AskedBy, erasure.Reason, erasure.Asked.UtcTicks, erasure.Until.UtcTicks,
            erasure.ConfirmedBy, erasure.Done.UtcTicks, erasure.Proof);
    }
}
