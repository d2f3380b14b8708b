using System.Data.Common;
using Hub.Api.Store.Rows;

namespace Hub.Api.Store;

/// <summary>Reads the rows of the outbox.</summary>
internal static class OutboxRows
{
    public static IReadOnlyList<OutboxRecord> After(Session session, long number, int count) => session.All(
        "SELECT number, recorded, kind, type, id, version, patient, referral, agency, detail, request_id, correlation_id FROM outbox "
        + $"WHERE number > @p0 ORDER BY number {session.Dialect.Limit("@p1")}",
        From, number, count);

    public static long Last(Session session) => session.First("SELECT COALESCE(MAX(number), 0) FROM outbox", row => row.GetInt64(0));

    private static OutboxRecord From(DbDataReader row)
    {
        string? Text(int column) => StoredColumns.Text(row, column);
        var happened = new OutboxEvent(
            row.GetString(2), new ResourceKey(row.GetString(3), row.GetString(4)), row.GetInt32(5), Text(6), Text(7), row.GetString(8), Text(9),
            row.GetString(10), Text(11));
        return new OutboxRecord(row.GetInt64(0), StoredColumns.Time(row.GetInt64(1)), happened);
    }
}
