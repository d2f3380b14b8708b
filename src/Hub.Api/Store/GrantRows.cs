using System.Data.Common;
using Hub.Api.Store.Rows;

namespace Hub.Api.Store;

/// <summary>Reads the rows of <c>access_grant</c>.</summary>
internal static class GrantRows
{
    private const string Select = "SELECT agency, patient, category, referral, basis, starts, ends, source FROM access_grant";

    public static IReadOnlyList<Grant> InForce(
        Session session, string agency, int personKey, string? patient, string? category, string? referral, DateTimeOffset now) =>
        session.All(
            $"{Select} WHERE person_key = @p0 AND agency = @p1 AND patient = @p2 AND category = @p3 AND ends > @p5 AND starts <= @p5 UNION ALL "
            + $"{Select} WHERE person_key = @p0 AND agency = @p1 AND referral = @p4 AND ends > @p5 AND starts <= @p5",
            From, personKey, agency, patient, category, referral, now.UtcTicks);

    /// <summary>A file in which the grants of the thread stand.</summary>
    public static int File(Session session, string? referral) =>
        session.First("SELECT person_key FROM thread WHERE referral = @p0 ORDER BY person_key", row => row.GetInt32(0), referral);

    public static IReadOnlyList<Grant> From(Session session, string source) => session.All($"{Select} WHERE source = @p0", From, source);

    public static IReadOnlyList<Grant> About(Session session, string patient) => session.All(
        $"{Select} WHERE person_key = @p0 AND patient = @p1", From, PersonKeys.Of(patient), patient);

    private static Grant From(DbDataReader row) => new(
        row.GetString(0), StoredColumns.Text(row, 1), StoredColumns.Text(row, 2), StoredColumns.Text(row, 3), row.GetString(4),
        StoredColumns.Time(row.GetInt64(5)), StoredColumns.Time(row.GetInt64(6)), row.GetString(7));
}
