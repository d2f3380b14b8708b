using System.Data.Common;
using Hub.Api.Store.Rows;

namespace Hub.Api.Store;

/// <summary>Reads the registered systems and the hub's signing keys.</summary>
internal static class PartnerRows
{
    private const string Select = "SELECT client_id, agency, name, jwks, scopes, enabled FROM partner";

    public static Partner? Find(Session session, string clientId) => session.First($"{Select} WHERE client_id = @p0", From, clientId);

    public static IReadOnlyList<Partner> All(Session session) => session.All($"{Select} ORDER BY client_id", From);

    public static IReadOnlyList<SigningKey> SigningKeys(Session session) => session.All(
        "SELECT key_id, pem, created, retired, issuer FROM signing_key ORDER BY created DESC, key_id",
        row => new SigningKey(
            row.GetString(0), row.GetString(1), StoredColumns.Time(row.GetInt64(2)), row.IsDBNull(3) ? null : StoredColumns.Time(row.GetInt64(3)),
            row.GetString(4)));

    private static Partner From(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt32(5) != 0);
}
