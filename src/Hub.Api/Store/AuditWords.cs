using System.Text;

namespace Hub.Api.Store;

/// <summary>What the entries of one block say in words, each kept once, beside its SHA-256 in the facts; null where an erasure took it away.</summary>
internal sealed class AuditWords
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<byte[]?> said = [];

    /// <summary>The entries of one search say the same, which is hashed once.</summary>
    private readonly Dictionary<string, string> digests = new(ReferenceEqualityComparer.Instance);

    public static AuditWords Read(byte[] bytes)
    {
        var (words, reader) = (new AuditWords(), new PackedReader(bytes));
        while (!reader.AtEnd)
        {
            words.said.Add(reader.Number() == 0 ? null : reader.Bytes().ToArray());
        }

        return words;
    }

    /// <summary>Keeps the words and answers what stands for them in the facts.</summary>
    public string? Digest(string? text) => text is null
        ? null
        : digests.TryGetValue(text, out var known)
            ? known
            : digests[text] = Keep(ErasedWords.Digest(text)!, ErasedWords.Are(text) ? null : Encoding.UTF8.GetBytes(text));

    public string? Digest(ReadOnlyMemory<byte> body) => body.IsEmpty ? null : Keep(ErasedWords.Digest(body)!, ErasedWords.Are(body) ? null : body.ToArray());

    public byte[] Write()
    {
        var bytes = new PackedWriter();
        foreach (var words in said)
        {
            bytes.Number(words is null ? 0 : 1);
            if (words is { } there)
            {
                bytes.Bytes(there);
            }
        }

        return bytes.ToArray();
    }

    public string? Text(int place, IReadOnlyList<string> digests) =>
        place < 0 ? null : said[place] is { } there ? Encoding.UTF8.GetString(there) : ErasedWords.Mark(digests[place]);

    public ReadOnlyMemory<byte> Bytes(int place, IReadOnlyList<string> digests) =>
        place < 0 ? default : said[place] ?? Encoding.UTF8.GetBytes(ErasedWords.Mark(digests[place]));

    /// <summary>True when each is what its digest is of, or erased.</summary>
    public bool AreOf(IReadOnlyList<string> digests) =>
        said.Count == digests.Count && said.Zip(digests).All(one => one.First is not { } there || ErasedWords.Hash(there) == one.Second);

    /// <summary>The bytes without the words of those places.</summary>
    public byte[] Without(IReadOnlySet<int> erased)
    {
        foreach (var place in erased)
        {
            said[place] = null;
        }

        return Write();
    }

    private string Keep(string digest, byte[]? words)
    {
        if (!places.TryGetValue(digest, out var place))
        {
            places[digest] = said.Count;
            said.Add(words);
        }
        else if (words is null)
        {
            // Erased from one, erased from all that say the same.
            said[place] = null;
        }

        return digest;
    }
}
