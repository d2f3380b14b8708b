using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Api.Store;

/// <summary>
/// Parameters whose codes each person or record has of their own: numbers, telephone numbers, addresses. Interned, they would make
/// the table of names as long as the record; they are found by a number made from them, and compared whole.
/// </summary>
internal static class OwnCodes
{
    private static readonly HashSet<string> Parameters =
        ["identifier", "identifier:of-type", "group-identifier", "requisition", "telecom", "phone", "email"];

    public static bool Are(string parameter) => Parameters.Contains(parameter);

    public static long Number(string? code)
    {
        if (string.IsNullOrEmpty(code))
        {
            return 0;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(code), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
