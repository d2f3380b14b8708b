using System.Text;

namespace Hub.Api.Store;

/// <summary>
/// What a block of audit entries holds for ever, as bytes and back. A text is written out where it first stands and by its number
/// afterwards, so that a hundred looks of one agency name it once. Words stand as their SHA-256; what several entries say in the same
/// words has one place.
/// </summary>
internal sealed class AuditFacts
{
    /// <summary>How many texts an entry has.</summary>
    private const int Texts = 17;
    private readonly AuditEntry[] entries;
    private readonly (int Reason, int Query, int Body)[] places;
    private readonly List<string> digests = [];

    private AuditFacts(int count) => (entries, places) = (new AuditEntry[count], new (int, int, int)[count]);

    /// <summary>The entries without what they say in words.</summary>
    public IReadOnlyList<AuditEntry> Entries => entries;

    /// <summary>The SHA-256 of the words of each place.</summary>
    public IReadOnlyList<string> Digests => digests;

    public static (byte[] Facts, byte[] Words) Write(IReadOnlyList<AuditEntry> entries)
    {
        const int bytesEach = 96;
        const int textsEach = 2;
        var facts = new PackedWriter(bytesEach * (entries.Count + textsEach));
        var texts = new Dictionary<string, int>(textsEach * (entries.Count + Texts), StringComparer.Ordinal);
        var words = new AuditWords();
        var before = new (string? Text, int Number)[Texts];
        foreach (var entry in entries)
        {
            var field = 0;
            void Text(string? text) => Put(facts, texts, text, ref before[field++]);
            Text(entry.Agency);
            Text(entry.Client);
            Text(entry.Person);
            Text(entry.Action);
            Text(entry.Interaction);
            Text(entry.Outcome);
            Text(entry.Type);
            Text(entry.Id);
            facts.Number(entry.Version is { } version ? version + 1 : 0);
            Text(entry.Patient);
            Text(entry.Owner);
            Text(entry.Basis);
            Text(entry.Purpose);
            Text(entry.RequestId);
            Text(entry.CorrelationId);
            Text(words.Digest(entry.Reason));
            Text(words.Digest(entry.Query));
            Text(words.Digest(entry.Body));
        }

        return (facts.ToArray(), words.Write());
    }

    public static AuditFacts Read(byte[] facts, int count)
    {
        var (read, reader, texts) = (new AuditFacts(count), new PackedReader(facts), new List<string>());
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            string? Text() => Take(reader, texts);
            string Needed() => Text() ?? throw new InvalidDataException("An audit entry lacks what every entry has.");
            var entry = new AuditEntry(
                Needed(), Text(), Text(), Needed(), Needed(), Needed(), Text(), Text(), reader.Number() is > 0 and var version ? version - 1 : null, Text(), Text(),
                Needed(), Text(), null, Needed(), Text(), null);
            read.entries[i] = entry;
            read.places[i] = (read.Place(Text(), known), read.Place(Text(), known), read.Place(Text(), known));
        }

        return read;
    }

    /// <summary>The entries with their words.</summary>
    public AuditEntry[] With(AuditWords words) =>
    [
        .. entries.Select((entry, i) => places[i] is (< 0, < 0, < 0) ? entry : entry with
        {
            Reason = words.Text(places[i].Reason, digests),
            Query = words.Text(places[i].Query, digests),
            Body = words.Bytes(places[i].Body, digests),
        }),
    ];

    /// <summary>The places of the words of the entries meant, by their order in the block.</summary>
    public IReadOnlySet<int> Places(Func<int, bool> meant) =>
        places.Where((_, i) => meant(i)).SelectMany(place => new[] { place.Reason, place.Query, place.Body }).Where(place => place >= 0).ToHashSet();

    private int Place(string? digest, Dictionary<string, int> known)
    {
        if (digest is null)
        {
            return -1;
        }

        if (!known.TryGetValue(digest, out var place))
        {
            known[digest] = place = digests.Count;
            digests.Add(digest);
        }

        return place;
    }

    /// <summary>The entries of one search have most of their texts in common with the one before: those are not looked up.</summary>
    private static void Put(PackedWriter facts, Dictionary<string, int> texts, string? text, ref (string? Text, int Number) before)
    {
        if (!ReferenceEquals(text, before.Text) && text is not null && !texts.TryGetValue(text, out before.Number))
        {
            texts[text] = before.Number = texts.Count + 1;
            facts.Number(before.Number);
            facts.Text(text);
        }
        else
        {
            facts.Number(text is null ? 0 : before.Number);
        }

        before.Text = text;
    }

    private static string? Take(PackedReader reader, List<string> texts)
    {
        var number = reader.Number();
        if (number > texts.Count)
        {
            texts.Add(Encoding.UTF8.GetString(reader.Bytes()));
        }

        return number == 0 ? null : texts[number - 1];
    }
}
