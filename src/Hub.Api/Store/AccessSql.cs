using Hub.Api.Store.Dialects;

namespace Hub.Api.Store;

/// <summary>
/// The access predicate, one fragment for reads, searches, totals, includes and conditional matches alike: directory entries are for
/// every partner; else the agency wrote the row, or a grant in force opens its category of its person, or its referral.
/// </summary>
internal static class AccessSql
{
    public const string DirectoryCategory = "directory";

    /// <summary>What the values of the scope are called among those of a statement.</summary>
    public const string Agency = "access.agency";
    public const string Now = "access.now";

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

        var agency = values.Once(Agency, scope.Agency);
        var now = values.Once(Now, scope.Now.UtcTicks);
        return $"({alias}.category = '{DirectoryCategory}' OR {alias}.author = {agency}"
            + $" OR EXISTS (SELECT 1 FROM access_grant g WHERE g.person_key = {alias}.person_key AND g.agency = {agency} AND g.referral = {alias}.referral"
            + $" AND g.ends > {now} AND g.starts <= {now}{dialect?.AskedOfEachRow})"
            + $" OR EXISTS (SELECT 1 FROM access_grant g WHERE g.person_key = {alias}.person_key AND g.agency = {agency} AND g.patient = {alias}.patient"
            + $" AND g.category = {alias}.category AND g.ends > {now} AND g.starts <= {now}{dialect?.AskedOfEachRow}))";
    }

    /// <summary>
    /// Why the scope may see the row, where it may: the referral goes before the person, an everyday basis before the emergency, and of
    /// several grants the one that ends first, as the index has them.
    /// </summary>
    public static string Basis(string alias, AccessScope scope, SqlValues values, Dialect dialect) =>
        scope.All ? "NULL" : Everyday(alias, scope, values, dialect, $"'{EmergencyBasis}'");

    /// <summary>The same where it is not known yet that the scope may see the row: null when the gate, asked last, does not permit it.</summary>
    public static string BasisIfPermitted(string alias, AccessScope scope, SqlValues values, Dialect dialect) =>
        Everyday(alias, scope, values, dialect, $"CASE WHEN {Permits(alias, scope, values, dialect)} THEN '{EmergencyBasis}' END");

    private static string Everyday(string alias, AccessScope scope, SqlValues values, Dialect dialect, string otherwise)
    {
        var agency = values.Once(Agency, scope.Agency);
        var now = values.Once(Now, scope.Now.UtcTicks);
        string First(string condition, string between = "") =>
            $"(SELECT g.basis FROM access_grant g WHERE g.person_key = {alias}.person_key AND g.agency = {agency} AND g.basis <> '{EmergencyBasis}'"
            + $" AND g.ends > {now} AND g.starts <= {now} AND {condition} ORDER BY g.ends, g.starts, {between}g.basis {dialect.Limit("1")})";
        return $"CASE WHEN {alias}.author = {agency} THEN '{AuthorBasis}' WHEN {alias}.category = '{DirectoryCategory}' THEN '{DirectoryCategory}'"
            + $" ELSE COALESCE({First($"g.referral = {alias}.referral")}, {First($"g.patient = {alias}.patient AND g.category = {alias}.category", "g.patient, ")}, {otherwise}) END";
    }
}
