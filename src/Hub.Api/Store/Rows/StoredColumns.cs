using System.Data.Common;
using Hub.Api.Store.Dialects;

namespace Hub.Api.Store.Rows;

/// <summary>The columns of a stored resource in the order in which they are read.</summary>
internal static class StoredColumns
{
    /// <summary>The current version: <c>r</c> is the resource, <c>v</c> the version that holds its body.</summary>
    public const string Current = $"SELECT {CurrentColumns}, NULL {CurrentFrom}";

    /// <summary>Any version: its own columns, and type and id of its resource.</summary>
    public const string Versions = $"SELECT {VersionColumns}, NULL {VersionFrom}";

    /// <summary>What is taken of a resource whose current version is asked for.</summary>
    public const string Resource = "r.resource_key, r.type, r.id, r.version, r.last_updated, r.deleted, r.patient, r.author, r.category, r.referral, r.method, "
        + "r.sequence, r.person_key";

    /// <summary>The place of the first column after these.</summary>
    public const int Count = 14;

    private const string CurrentColumns = "r.resource_key, r.type, r.id, r.version, r.last_updated, r.deleted, r.patient, r.author, "
        + "r.category, r.referral, r.method, v.body, r.person_key";

    private const string CurrentFrom = $"FROM resource r {CurrentVersion}";

    private const string CurrentVersion = "JOIN resource_version v ON v.sequence = r.sequence AND v.person_key = r.person_key";

    private const string VersionColumns = "r.resource_key, r.type, r.id, v.version, v.last_updated, v.deleted, v.patient, v.author, "
        + "v.category, v.referral, v.method, v.body, r.person_key";

    private const string VersionFrom = "FROM resource r JOIN resource_version v ON v.resource_key = r.resource_key AND v.person_key = r.person_key";

    /// <summary>The current version of the resources <c>r</c>, and on what basis the scope sees each; then more columns, each after a comma.</summary>
    public static string Seen(AccessScope scope, SqlValues values, Dialect dialect, string resources = "resource r", string more = "") =>
        $"SELECT {CurrentColumns}, {AccessSql.Basis("r", scope, values, dialect)}{more} FROM {resources} {CurrentVersion}";

    /// <summary>The current version of the one resource <c>r</c> that is found where it is said to be, if it has a basis.</summary>
    public static SeenRows Permitted(string basis, string where) => new(CurrentColumns, basis, $"resource r {CurrentVersion}", where, "r.resource_key", "1");

    /// <summary>Which version of the resource <c>r</c> is the current one, and whose it is.</summary>
    public const string CurrentOf = "r.resource_key, r.person_key, r.sequence, r.last_updated, r.patient, r.referral";

    /// <summary>The place of the first column after these and the basis.</summary>
    public const int CurrentOfCount = 7;

    /// <summary>The same as a row, with the basis after these columns.</summary>
    public static SeenRow Seen(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3), Text(row, 4), Text(row, 5), Text(row, 6));

    /// <summary>The versions at these places, each a sequence and a person; the sequence after all other columns.</summary>
    public static string VersionsAt(IEnumerable<(string Sequence, string Person)> places) =>
        $"SELECT {VersionColumns}, NULL, v.sequence {VersionFrom} WHERE {string.Join(" OR ", places.Select(place => $"(v.sequence = {place.Sequence} AND v.person_key = {place.Person})"))}";

    public static StoredResource From(DbDataReader row) => new(
        Key: row.GetInt64(0),
        Type: row.GetString(1),
        Id: row.GetString(2),
        Version: row.GetInt32(3),
        LastUpdated: Time(row.GetInt64(4)),
        Deleted: row.GetInt32(5) != 0,
        Patient: Text(row, 6),
        Author: row.GetString(7),
        Category: row.GetString(8),
        Referral: Text(row, 9),
        Body: row.GetFieldValue<byte[]>(11),
        Method: row.GetString(10))
    {
        PersonKey = row.GetInt32(12),
        Basis = Text(row, 13),
    };

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    public static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

/// <summary>Which version of a resource a page shows, whose it is now, and on what basis the scope sees it; times in UTC ticks.</summary>
internal readonly record struct SeenRow(long Key, int PersonKey, long Sequence, long LastUpdated, string? Patient, string? Referral, string? Basis);
