using System.Numerics;
using Hub.Fhir.Json;

namespace Hub.Fhir.Definitions;

/// <summary>A fixed table looked up by UTF-8 bytes without an allocation.</summary>
internal sealed class Utf8Table<T>
    where T : class
{
    private readonly (int Hash, byte[] Key, T Value)[] slots;
    private readonly int mask;

    public Utf8Table(IReadOnlyCollection<(byte[] Key, T Value)> rows)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(rows.Count * 2) + 2);
        slots = new (int, byte[], T)[size];
        mask = size - 1;
        foreach (var (key, value) in rows)
        {
            var hash = NameHash.Of(key);
            var slot = hash & mask;
            while (slots[slot].Key is not null)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = (hash, key, value);
        }
    }

    public T? Find(ReadOnlySpan<byte> key) => Find(key, NameHash.Of(key));

    public T? Find(ReadOnlySpan<byte> key, int hash)
    {
        for (var slot = hash & mask; slots[slot].Key is { } candidate; slot = (slot + 1) & mask)
        {
            if (slots[slot].Hash == hash && key.SequenceEqual(candidate))
            {
                return slots[slot].Value;
            }
        }

        return null;
    }
}
