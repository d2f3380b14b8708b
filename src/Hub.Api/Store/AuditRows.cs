using System.Data.Common;
using Hub.Api.Store.Rows;

namespace Hub.Api.Store;

/// <summary>Writes and reads the rows of the audit.</summary>
internal static class AuditRows
{
    private const string Columns = "number, recorded, agency, client, person, action, interaction, outcome, type, id, version, patient, owner, "
        + "basis, purpose, reason, request_id, correlation_id, query, body, previous_hash, hash";

    public static void Insert(Session session, AuditRecord record)
    {
        var entry = record.Entry;
        session.Execute(
            $"INSERT INTO audit ({Columns}, person_key) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, "
            + "@p16, @p17, @p18, @p19, @p20, @p21, @p22)",
            record.Number, record.Recorded.UtcTicks, entry.Agency, entry.Client, entry.Person, entry.Action, entry.Interaction, entry.Outcome,
            entry.Type, entry.Id, entry.Version, entry.Patient, entry.Owner, entry.Basis, entry.Purpose, entry.Reason, entry.RequestId,
            entry.CorrelationId, entry.Query, entry.Body.ToArray(), record.PreviousHash, record.Hash, entry.PersonKey ?? PersonKeys.Of(entry.Patient));
    }

    public static IReadOnlyList<AuditSight> Read(Session session, AuditQuery query)
    {
        var values = new SqlValues();
        var concerned = AuditSql.Concerned(query, values);
        var where = AuditSql.Where(session, query, values);
        return session.All(
            $"SELECT {Columns}, CASE WHEN {concerned} THEN 1 ELSE 0 END FROM audit WHERE {where} ORDER BY number DESC {session.Dialect.Limit(values.Add(query.Count))}",
            row => new AuditSight(From(row), row.GetInt32(22) == 1),
            values.All);
    }

    /// <summary>Entries about the person that hold words: a query, a reason, or what a partner posted.</summary>
    public static IReadOnlyList<AuditRecord> InWords(Session session, string patient) => session.All(
        $"SELECT {Columns} FROM audit WHERE person_key = @p0 AND patient = @p1 AND (query IS NOT NULL OR reason IS NOT NULL)", From, PersonKeys.Of(patient), patient);

    /// <summary>Writes the words of an entry over. Everything else of it stays as it was.</summary>
    public static void PutWords(Session session, long number, AuditEntry entry) => session.Execute(
        "UPDATE audit SET query = @p1, reason = @p2, body = @p3 WHERE number = @p0", number, entry.Query, entry.Reason, entry.Body.ToArray());

    public static long Count(Session session, AuditQuery query)
    {
        var values = new SqlValues();
        return session.First($"SELECT {session.Dialect.Count}(*) FROM audit WHERE {AuditSql.Where(session, query with { Before = null }, values)}", row => row.GetInt64(0), values.All);
    }

    /// <summary>The number of the first entry that does not follow from the one before it; null when the chain is whole.</summary>
    public static long? FirstBroken(Session session)
    {
        const int pageSize = 1000;
        var hash = "";
        for (long number = 0; ; number += pageSize)
        {
            var page = session.All(
                $"SELECT {Columns} FROM audit WHERE number > @p0 AND number <= @p1 ORDER BY number", From, number, number + pageSize);
            for (var i = 0; i < page.Count; i++)
            {
                if (!AuditChain.Follows(page[i], number + i + 1, hash))
                {
                    return number + i + 1;
                }

                hash = page[i].Hash;
            }

            if (page.Count < pageSize)
            {
                var clock = session.First(Clock.Select, Clock.From);
                return clock.AuditHash == hash ? null : number + page.Count + 1;
            }
        }
    }

    private static AuditRecord From(DbDataReader row)
    {
        string? Text(int column) => StoredColumns.Text(row, column);
        var entry = new AuditEntry(
            row.GetString(2), Text(3), Text(4), row.GetString(5), row.GetString(6), row.GetString(7), Text(8), Text(9),
            row.IsDBNull(10) ? null : row.GetInt32(10), Text(11), Text(12), row.GetString(13), Text(14), Text(15), row.GetString(16),
            Text(17), Text(18))
        {
            Body = row.IsDBNull(19) ? default : row.GetFieldValue<byte[]>(19),
        };
        return new AuditRecord(row.GetInt64(0), StoredColumns.Time(row.GetInt64(1)), entry, row.GetString(20), row.GetString(21));
    }
}
