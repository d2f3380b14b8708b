using System.Data.Common;
using Hub.Api.Store.Rows;

namespace Hub.Api.Store;

/// <summary>Reads the rows of <c>access_grant</c>.</summary>
internal static class GrantRows
{
    private const string Select = "SELECT agency, patient, category, referral, basis, starts, ends, source FROM access_grant";

    public static IReadOnlyList<Grant> InForce(
        Session session, string agency, string? patient, string? category, string? referral, DateTimeOffset now) =>
        session.All(
            $"{Select} WHERE agency = @p0 AND patient = @p1 AND category = @p2 AND ends > @p4 AND starts <= @p4 UNION ALL "
            + $"{Select} WHERE agency = @p0 AND referral = @p3 AND ends > @p4 AND starts <= @p4",
            From, agency, patient, category, referral, now.UtcTicks);

    public static IReadOnlyList<Grant> From(Session session, string source) => session.All($"{Select} WHERE source = @p0", From, source);

    public static IReadOnlyList<Grant> About(Session session, string patient) => session.All($"{Select} WHERE patient = @p0", From, patient);

    private static Grant From(DbDataReader row) => new(
        row.GetString(0), StoredColumns.Text(row, 1), StoredColumns.Text(row, 2), StoredColumns.Text(row, 3), row.GetString(4),
        StoredColumns.Time(row.GetInt64(5)), StoredColumns.Time(row.GetInt64(6)), row.GetString(7));
}
