using System.Buffers.Binary;
using System.Numerics;

namespace Hub.Fhir.Json;

/// <summary>A quick hash of a property name: enough to tell the names of FHIR apart, equality is always checked after it.</summary>
internal static class NameHash
{
    public static int Of(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length * 0x9E3779B1;
        if (name.Length < 4)
        {
            foreach (var octet in name)
            {
                hash = (hash ^ octet) * 0x01000193;
            }

            return (int)hash;
        }

        hash ^= BinaryPrimitives.ReadUInt32LittleEndian(name) * 0x85EBCA6B;
        hash = BitOperations.RotateLeft(hash, 13) ^ (BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) * 0xC2B2AE35);
        hash = BitOperations.RotateLeft(hash, 13) ^ (BinaryPrimitives.ReadUInt32LittleEndian(name[((name.Length / 2) - 2)..]) * 0x27D4EB2F);
        return (int)(hash ^ (hash >> 15));
    }
}
