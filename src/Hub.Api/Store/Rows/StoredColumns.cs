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

    /// <summary>The same of the first rows that have a basis.</summary>
    public static SeenRows FirstSeen(string basis, string from, string where, string key, string count) =>
        new($"SELECT {CurrentColumns}, r.basis", CurrentVersion, Resource, basis, from, where, key, count);

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
