using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Api.Store;

/// <summary>
/// The number that every row about a person carries, so that one person's rows lie together however many databases there are. It is
/// made from the id of the Patient and nothing else, so nobody has to look it up. Two people may have the same one: it says where rows
/// lie, never whose they are.
/// </summary>
internal static class PersonKeys
{
    /// <summary>What belongs to no person, such as the directory.</summary>
    public const int Nobody = 0;

    public static int Of(string? patient)
    {
        if (patient is null)
        {
            return Nobody;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(patient), hash);
        return Math.Max(BinaryPrimitives.ReadInt32BigEndian(hash) & int.MaxValue, 1);
    }
}
