using Hub.Api.Store.Dialects;

namespace Hub.Api.Store;

/// <summary>
/// The access predicate, one fragment for reads, searches, totals, includes and conditional matches alike: directory entries are for
/// every partner; else the agency wrote the row, or a grant in force opens its category of its person, or its referral.
/// </summary>
internal static class AccessSql
{
    public const string DirectoryCategory = "directory";
    private const string AuthorBasis = "author";
    private const string EmergencyBasis = "emergency";

    /// <summary>
    /// The condition on the row <paramref name="alias"/>, its values added to <paramref name="values"/>; in the words of the
    /// <paramref name="dialect"/> where a statement meets many rows.
    /// </summary>
    public static string Permits(string alias, AccessScope scope, SqlValues values, Dialect? dialect = null)
    {
        if (scope.All)
        {
            return "1 = 1";
        }

        var agency = values.Once("access.agency", scope.Agency);
        var now = values.Once("access.now", scope.Now.UtcTicks);
        return $"({alias}.category = '{DirectoryCategory}' OR {alias}.author = {agency}"
            + $" OR EXISTS (SELECT 1 FROM access_grant g WHERE g.person_key = {alias}.person_key AND g.agency = {agency} AND g.referral = {alias}.referral"
            + $" AND g.ends > {now} AND g.starts <= {now}{dialect?.AskedOfEachRow})"
            + $" OR EXISTS (SELECT 1 FROM access_grant g WHERE g.person_key = {alias}.person_key AND g.agency = {agency} AND g.patient = {alias}.patient"
            + $" AND g.category = {alias}.category AND g.ends > {now} AND g.starts <= {now}{dialect?.AskedOfEachRow}))";
    }

    /// <summary>Why the scope may see the row, where it may: the referral goes before the person, and an everyday basis before the emergency.</summary>
    public static string Basis(string alias, AccessScope scope, SqlValues values)
    {
        if (scope.All)
        {
            return "NULL";
        }

        var agency = values.Once("access.agency", scope.Agency);
        var now = values.Once("access.now", scope.Now.UtcTicks);
        var grant = $"(SELECT MIN(g.basis) FROM access_grant g WHERE g.person_key = {alias}.person_key AND g.agency = {agency} AND g.basis <> '{EmergencyBasis}'"
            + $" AND g.ends > {now} AND g.starts <= {now}";
        return $"CASE WHEN {alias}.author = {agency} THEN '{AuthorBasis}' WHEN {alias}.category = '{DirectoryCategory}' THEN '{DirectoryCategory}'"
            + $" ELSE COALESCE({grant} AND g.referral = {alias}.referral),"
            + $" {grant} AND g.patient = {alias}.patient AND g.category = {alias}.category), '{EmergencyBasis}') END";
    }
}
