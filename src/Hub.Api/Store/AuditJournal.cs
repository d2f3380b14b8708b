namespace Hub.Api.Store;

/// <summary>The audit entries of one group of writes, until they are put away as a block right before the commit.</summary>
internal sealed class AuditJournal
{
    private readonly List<AuditEntry> entries = [];

    public int Mark => entries.Count;

    public void Add(AuditEntry entry) => entries.Add(entry);

    /// <summary>Adds them all and answers how many.</summary>
    public int Add(IReadOnlyList<AuditEntry> some)
    {
        entries.AddRange(some);
        return some.Count;
    }

    /// <summary>Forgets what was added since the mark, by work that is not kept.</summary>
    public void Undo(int mark) => entries.RemoveRange(mark, entries.Count - mark);

    /// <summary>Takes the words out of the entries meant.</summary>
    public void Erase(Predicate<AuditEntry> meant)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (meant(entries[i]))
            {
                var entry = entries[i];
                entries[i] = entry with { Query = ErasedWords.Of(entry.Query), Reason = ErasedWords.Of(entry.Reason), Body = ErasedWords.Of(entry.Body) };
            }
        }
    }

    /// <summary>Writes the entries, which have the last numbers the clock gave out, and indexes what has come together.</summary>
    public void PutAway(Session session, ref Clock clock)
    {
        var first = clock.Audit - entries.Count + 1;
        foreach (var some in entries.Chunk(AuditBlock.Most))
        {
            var block = AuditBlock.Of(first, clock.Time, some, clock.AuditHash);
            AuditRows.Insert(session, block);
            clock.AuditHash = block.Hash;
            first += some.Length;
        }

        if (clock.Audit - clock.AuditIndexed >= AuditIndex.Piece)
        {
            AuditIndex.Add(session, ref clock);
        }
    }

    /// <summary>
    /// The same with one statement (<see cref="Dialects.Dialect.AuditAlone"/>); false, and nothing written, when there is more to do than
    /// that, or the clock no longer stands where it is said to.
    /// </summary>
    public bool PutAwayAlone(Session session, string sql, ref Clock clock)
    {
        if (entries.Count is 0 or > AuditBlock.Most || clock.Audit - clock.AuditIndexed >= AuditIndex.Piece)
        {
            return false;
        }

        var block = AuditBlock.Of(clock.Audit - entries.Count + 1, clock.Time, entries, clock.AuditHash);
        clock.AuditHash = block.Hash;
        return AuditRows.InsertAlone(session, sql, block);
    }
}
