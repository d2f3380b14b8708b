using System.Text;
using Hub.Api.Store;

namespace Hub.Api.Tests.Store;

/// <summary>What a block of audit entries keeps, what breaks it, and what an erasure takes out of it.</summary>
public sealed class AuditBlockTests
{
    private static readonly string?[] Said = [null, "", "q", "name=ash", "ä ö 語", new('x', 3000)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_was_written_is_read(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var entries = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Entry(random)).ToList();

            var block = AuditBlock.Of(7, 1000, entries, "before");
            var read = new AuditBlock(7, entries.Count, 1000, block.Facts, block.Words, "before", block.Hash);

            Assert.True(read.Follows(7, "before"));
            Assert.Equal(entries.Select(Text), read.All.Select(Text));
        }
    }

    [Fact]
    public void A_block_has_the_same_bytes_whether_entries_share_a_text_or_say_it_each_for_themselves()
    {
        static string? Own(string? text) => text is null ? null : new string(text.AsSpan());
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var entries = Enumerable.Range(0, 20).Select(_ => Entry(random)).ToList();
            var apart = entries.ConvertAll(entry => entry with
            {
                Agency = Own(entry.Agency)!,
                Client = Own(entry.Client),
                Action = Own(entry.Action)!,
                Type = Own(entry.Type),
                Id = Own(entry.Id),
                Patient = Own(entry.Patient),
                Owner = Own(entry.Owner),
                Reason = Own(entry.Reason),
                Query = Own(entry.Query),
            });

            var (one, other) = (AuditBlock.Of(1, 1000, entries, ""), AuditBlock.Of(1, 1000, apart, ""));

            Assert.Equal(one.Words, other.Words);
            Assert.Equal(one.Hash, other.Hash);
        }
    }

    [Fact]
    public void Words_are_erased_by_the_entries_meant_and_what_is_left_still_follows()
    {
        var random = new Random(4);
        for (var round = 0; round < 200; round++)
        {
            var entries = Enumerable.Range(0, 20).Select(_ => Entry(random)).ToList();
            var block = AuditBlock.Of(1, 1000, entries, "");

            var left = block.WithoutWords(entry => entry.Patient == "ash");

            Assert.True(left.Follows(1, ""));
            Assert.Equal(block.Hash, left.Hash);
            var gone = entries.Where(entry => entry.Patient == "ash").SelectMany(Words).ToHashSet();
            Assert.Equal(
                entries.Select(entry => string.Join('|', Words(entry).Select(words => gone.Contains(words) ? "erased" : words))),
                left.All.Select(entry => string.Join('|', Words(entry).Select(words => ErasedWords.Are(words) ? "erased" : words))));
            Assert.Equal(entries.Select(entry => Text(entry with { Query = null, Reason = null, Body = default })), left.All.Select(entry => Text(entry with { Query = null, Reason = null, Body = default })));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Words_erased_from_one_entry_are_not_kept_for_another(bool erasedFirst)
    {
        var said = Entry(new Random(6)) with { Query = "name=ash", Reason = null, Body = default };
        var erased = said with { Query = ErasedWords.Of(said.Query) };

        var block = AuditBlock.Of(1, 1000, erasedFirst ? [erased, said] : [said, erased], "");

        Assert.True(block.Follows(1, ""));
        Assert.All(block.All, entry => Assert.Equal(erased.Query, entry.Query));
    }

    [Fact]
    public void Whatever_bit_of_the_facts_or_the_words_is_changed_it_does_not_follow()
    {
        var block = AuditBlock.Of(1, 1000, [Entry(new Random(5)) with { Query = "name=ash", Reason = "why" }], "");
        for (var bit = 0; bit < block.Facts.Length * 8; bit++)
        {
            Assert.False((block with { Facts = Turned(block.Facts, bit) }).Follows(1, ""), $"bit {bit} of the facts");
        }

        var first = Encoding.UTF8.GetString(block.Words).IndexOf("why", StringComparison.Ordinal);
        Assert.False((block with { Words = Turned(block.Words, first * 8) }).Follows(1, ""));
        Assert.False((block with { Recorded = 1001 }).Follows(1, ""));
        Assert.False(block.Follows(2, ""));
        Assert.False(block.Follows(1, "other"));
    }

    private static byte[] Turned(byte[] bytes, int bit)
    {
        var turned = bytes.ToArray();
        turned[bit / 8] ^= (byte)(1 << (bit % 8));
        return turned;
    }

    private static AuditEntry Entry(Random random)
    {
        T One<T>(params T[] of) => of[random.Next(of.Length)];
        return new AuditEntry(
            One("online", "camhs"), One(null, "client"), One(null, "Practitioner/1"), One("R", "C"), One("read", "create"), One("permit", "refuse"),
            One(null, "Task", "Goal"), One(null, "1", "2"), One<int?>(null, 0, 1, 70_000), One(null, "ash", "bo"), One(null, "online"), "author",
            One(null, "TREAT"), One(Said), $"request-{random.Next(3)}", One(null, "c"), One(Said))
        { Body = random.Next(4) == 0 ? Encoding.UTF8.GetBytes($"{{\"n\":{random.Next(3)}}}") : default };
    }

    private static string Text(AuditEntry entry) => $"{entry with { Body = default }}{Convert.ToHexString(entry.Body.Span)}";

    private static IEnumerable<string> Words(AuditEntry entry) =>
        new[] { entry.Query, entry.Reason, entry.Body.IsEmpty ? null : Encoding.UTF8.GetString(entry.Body.Span) }.OfType<string>();
}
