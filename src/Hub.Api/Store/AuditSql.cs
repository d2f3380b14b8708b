namespace Hub.Api.Store;

/// <summary>The conditions of a question to the audit, as SQL over the table audit.</summary>
internal static class AuditSql
{
    private const string Permitted = "outcome = 'permit'";

    public static string Where(Session session, AuditQuery query, SqlValues values)
    {
        var conditions = new List<string> { $"number < {values.Add(query.Before ?? long.MaxValue)}" };
        if (query.Reader is { } reader)
        {
            conditions.Add($"(agency = {values.Once("audit.reader", reader.Agency)} OR {Concerned(query, values)})");
        }

        conditions.AddRange(query.Filters.Select(filter => Condition(session, filter, query, values)));
        conditions.AddRange(query.Recorded.Select(ranges => Any(ranges.Select(range => Between(range, values)))));
        return string.Join(" AND ", conditions);
    }

    /// <summary>The reader wrote what was looked at, or watches over the person.</summary>
    public static string Concerned(AuditQuery query, SqlValues values)
    {
        if (query.Reader is not { } reader)
        {
            return "1 = 1";
        }

        var agency = values.Once("audit.reader", reader.Agency);
        var now = values.Once("audit.now", reader.Now.UtcTicks);
        return $"(owner = {agency} OR EXISTS (SELECT 1 FROM access_grant g WHERE g.person_key = audit.person_key AND g.agency = {agency} AND g.patient = audit.patient "
            + $"AND g.category = 'audit' AND g.ends > {now} AND g.starts <= {now}))";
    }

    /// <summary>What a partner posted says by itself what it is about, in the column of the query (<see cref="Hub.Api.Audit.PostedWords"/>).</summary>
    private static string Condition(Session session, AuditFilter filter, AuditQuery query, SqlValues values)
    {
        var ours = Own(session, filter, query, values);
        return filter.Said is not { } said
            ? ours
            : $"((interaction <> 'posted' AND {ours}) OR (interaction = 'posted' AND {Any(said.Select(word => session.Dialect.Contains("query", values.Add(word))))}))";
    }

    private static string Own(Session session, AuditFilter filter, AuditQuery query, SqlValues values) => filter.Column switch
    {
        AuditColumn.Patient => $"({In("person_key", Files(filter), values)} AND {In("patient", filter, values)} AND ({Permitted} OR {Concerned(query, values)}))",
        AuditColumn.Agent => Any(filter.Values.Select(value => Agent((string)value, values))),
        AuditColumn.Entity => Any(filter.Values.Select(value => Entity(session, (string)value, query, values))),
        AuditColumn.Subtype => $"({In("interaction", filter, values)} OR {In("basis", filter, values)})",
        AuditColumn.Number => In("number", filter, values),
        AuditColumn.Action => In("action", filter, values),
        _ => In("outcome", filter, values),
    };

    /// <summary>What was looked at is an entity, and so is the person it is about. A look stands in the file of its person, or in nobody's.</summary>
    private static string Entity(Session session, string reference, AuditQuery query, SqlValues values)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        var (type, id) = (reference[..slash], reference[(slash + 1)..]);
        var self = $"(id = {values.Add(id)}{(type.Length > 0 ? $" AND type = {values.Add(type)}" : "")})";
        if (type.Length > 0)
        {
            var file = LocatorRows.Find(session, new ResourceKey(type, id))?.PersonKey ?? PersonKeys.Nobody;
            self = $"(({self} AND person_key = {PersonKeys.Nobody}) OR ({self} AND person_key = {values.Add(file)}))";
        }

        return type == "Patient" ? $"({self} OR {Own(session, new AuditFilter(AuditColumn.Patient, [id]), query, values)})" : self;
    }

    private static string Agent(string reference, SqlValues values)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        var agency = reference[..slash] is "" or "Organization" ? $"agency = {values.Add(reference[(slash + 1)..])} OR " : "";
        return $"({agency}person = {values.Add(reference)})";
    }

    private static string In(string column, AuditFilter filter, SqlValues values) =>
        filter.Values.Count == 0 ? "1 = 0" : $"{column} IN ({string.Join(", ", filter.Values.Select(value => values.Add(value)))})";

    private static AuditFilter Files(AuditFilter filter) => filter with { Values = [.. filter.Values.Select(value => (object)PersonKeys.Of((string)value))] };

    private static string Between(AuditRange range, SqlValues values) =>
        $"(recorded >= {values.Add(range.From.UtcTicks)} AND recorded < {values.Add(range.Until.UtcTicks)})";

    private static string Any(IEnumerable<string> alternatives) => $"({string.Join(" OR ", alternatives.DefaultIfEmpty("1 = 0"))})";
}
