namespace Hub.Api.Store;

/// <summary>Whether an audit entry is an answer to a question.</summary>
internal sealed class AuditMatch(Session session, AuditQuery query)
{
    /// <summary>The interaction of what a partner posted.</summary>
    public const string Posted = "posted";
    private const string Permitted = "permit";

    /// <summary>What a grant opens to those who watch over a person.</summary>
    private const string WatchCategory = "audit";
    private readonly Dictionary<string, bool> watched = new(StringComparer.Ordinal);

    public bool Fits(AuditRecord record)
    {
        var entry = record.Entry;
        return query.Recorded.All(ranges => ranges.Any(range => record.Recorded >= range.From && record.Recorded < range.Until))
            && query.Filters.All(filter => Fits(filter, record))
            && (query.Reader is not { } reader || entry.Agency == reader.Agency || IsConcerned(entry));
    }

    /// <summary>The reader wrote what was looked at, or watches over the person.</summary>
    public bool IsConcerned(AuditEntry entry) =>
        query.Reader is not { } reader || entry.Owner == reader.Agency || (entry.Patient is { } patient && IsWatched(patient, reader));

    /// <summary>The type and the id of "Type/id".</summary>
    public static (string Type, string Id) Split(string reference)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        return (reference[..slash], reference[(slash + 1)..]);
    }

    /// <summary>What a partner posted says by itself what it is about, where the query of a look stands (<see cref="Hub.Api.Audit.PostedWords"/>).</summary>
    private bool Fits(AuditFilter filter, AuditRecord record) => filter.Said is { } said && record.Entry.Interaction == Posted
        ? said.Any(word => record.Entry.Query?.Contains(word, StringComparison.Ordinal) == true)
        : Own(filter, record);

    private bool Own(AuditFilter filter, AuditRecord record)
    {
        var entry = record.Entry;
        return filter.Column switch
        {
            AuditColumn.Patient => IsAbout(filter.Values, entry),
            AuditColumn.Agent => filter.Values.Any(value => IsBy(Split((string)value), (string)value, entry)),
            AuditColumn.Entity => filter.Values.Any(value => IsOf(Split((string)value), entry)),
            AuditColumn.Subtype => Has(filter, entry.Interaction) || Has(filter, entry.Basis),
            AuditColumn.Number => filter.Values.Contains(record.Number),
            AuditColumn.Action => Has(filter, entry.Action),
            _ => Has(filter, entry.Outcome),
        };
    }

    /// <summary>A look that was refused is about the person for those alone whom it concerns.</summary>
    private bool IsAbout(IReadOnlyList<object> patients, AuditEntry entry) =>
        entry.Patient is { } patient && patients.Contains(patient) && (entry.Outcome == Permitted || IsConcerned(entry));

    private static bool IsBy((string Type, string Id) agent, string reference, AuditEntry entry) =>
        (agent.Type is "" or "Organization" && entry.Agency == agent.Id) || entry.Person == reference;

    /// <summary>What was looked at is an entity, and so is the person it is about.</summary>
    private bool IsOf((string Type, string Id) entity, AuditEntry entry) =>
        (entry.Id == entity.Id && (entity.Type.Length == 0 || entry.Type == entity.Type)) || (entity.Type == "Patient" && IsAbout([entity.Id], entry));

    private static bool Has(AuditFilter filter, string value) => filter.Values.Contains(value);

    private bool IsWatched(string patient, AuditReader reader)
    {
        if (!watched.TryGetValue(patient, out var known))
        {
            watched[patient] = known = GrantRows.InForce(session, reader.Agency, PersonKeys.Of(patient), patient, WatchCategory, null, reader.Now).Count > 0;
        }

        return known;
    }
}
