using Hub.Api.Store.Rows;

namespace Hub.Api.Store;

/// <summary>
/// Answers a question to the audit, newest first. The blocks that can hold an answer are found by the person or the resource asked
/// for (<see cref="AuditIndex"/>), or by number; a question that names none meets every block until its page is full.
/// </summary>
internal sealed class AuditReading(Session session, AuditQuery query)
{
    private readonly AuditMatch match = new(session, query);

    public IReadOnlyList<AuditSight> Page() =>
        [.. Found().Take(query.Count).Select(found => new AuditSight(found, match.IsConcerned(found.Entry)))];

    public long Count() => Found().LongCount();

    private IEnumerable<AuditRecord> Found()
    {
        foreach (var block in Blocks())
        {
            for (var i = block.Entries - 1; i >= 0; i--)
            {
                var record = new AuditRecord(block.Number + i, StoredColumns.Time(block.Recorded), block.All[i]);
                if (record.Number < (query.Before ?? long.MaxValue) && match.Fits(record))
                {
                    yield return record;
                }
            }
        }
    }

    private IEnumerable<AuditBlock> Blocks()
    {
        var before = query.Before ?? long.MaxValue;
        if (Values(AuditColumn.Number) is { } numbers)
        {
            return numbers.Cast<long>().OrderDescending().Select(number => AuditRows.Back(session, number < long.MaxValue ? number + 1 : number).FirstOrDefault()).OfType<AuditBlock>().DistinctBy(block => block.Number);
        }

        return Keys() is not { } keys ? AuditRows.Back(session, before) : keys.Count == 0 ? [] : AuditIndex.Blocks(session, keys, before);
    }

    /// <summary>What an answer is indexed by, none where nothing can be one; null where the question does not say.</summary>
    private List<int>? Keys()
    {
        if (Values(AuditColumn.Patient) is { } patients)
        {
            return [.. patients.Select(patient => AuditIndex.OfPerson((string)patient))];
        }

        var filter = query.Filters.FirstOrDefault(filter => filter.Column == AuditColumn.Entity);
        var entities = filter?.Values.Select(value => AuditMatch.Split((string)value)).ToList();
        return entities is null || entities.Exists(entity => entity.Type.Length == 0)
            ? null
            : [.. entities.SelectMany(entity => Keys(entity.Type, entity.Id)).Concat((filter!.Said ?? []).Select(AuditIndex.OfWord)).Distinct()];
    }

    /// <summary>A person is an entity of every look at what is about them.</summary>
    private static IEnumerable<int> Keys(string type, string id) =>
        type == "Patient" ? [AuditIndex.OfResource(type, id), AuditIndex.OfPerson(id)] : [AuditIndex.OfResource(type, id)];

    private IReadOnlyList<object>? Values(AuditColumn column) => query.Filters.FirstOrDefault(filter => filter.Column == column)?.Values;
}
