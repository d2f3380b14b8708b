using Hub.Fhir.Search;

namespace Hub.Api.Store;

/// <summary>Keeps the index rows of a resource: those of the version before go, those of the current one come.</summary>
internal sealed class IndexWriter(Session session)
{
    /// <summary>Room for the rows of one composite value: rows whose ordinals agree but for the remainder belong together.</summary>
    public const int Together = 8;

    private readonly TableRows tokens = new("index_token", "resource_key", "person_key", "param", "ordinal", "system", "code", "text", "value");
    private readonly TableRows references = new(
        "index_reference", "resource_key", "person_key", "param", "ordinal", "target_type", "target_id", "target_version", "url", "identifier_system", "identifier_value");
    private readonly TableRows dates = new("index_date", "resource_key", "person_key", "param", "ordinal", "low", "high");
    private readonly TableRows strings = new("index_string", "resource_key", "person_key", "param", "ordinal", "head", "normal", "text");
    private readonly TableRows numbers = new("index_number", "resource_key", "person_key", "param", "ordinal", "low", "high");
    private readonly TableRows quantities = new("index_quantity", "resource_key", "person_key", "param", "ordinal", "system", "code", "unit", "low", "high");
    private readonly TableRows uris = new("index_uri", "resource_key", "person_key", "param", "ordinal", "uri");
    private readonly TableRows pairs = new("index_pair", "resource_key", "person_key", "pair", "target_id", "target_type", "code", "system", "last_updated");

    /// <summary>Keys of the resources whose rows wait to be inserted together.</summary>
    private readonly HashSet<long> waiting = [];

    private TableRows[]? tables;

    /// <summary>Grants are rows of many to a table as well; whoever adds some inserts them.</summary>
    public TableRows Grants { get; } = new(
        "access_grant", "source", "person_key", "ordinal", "agency", "patient", "category", "referral", "basis", "starts", "ends");

    private TableRows[] Tables => tables ??= [tokens, references, dates, strings, numbers, quantities, uris, pairs];

    public void Remove(StoredResource row)
    {
        if (waiting.Contains(row.Key))
        {
            Insert();
        }

        foreach (var table in Tables)
        {
            session.Execute($"DELETE FROM {table.Table} WHERE resource_key = @p0 AND person_key = @p1", row.Key, row.PersonKey);
        }
    }

    /// <summary>
    /// The rows wait for those of the other resources of the work, until <see cref="Insert"/>. A parameter that only narrows another has
    /// none: whoever searches by it asks for those of the wider one.
    /// </summary>
    public void Add(StoredResource row, IReadOnlyList<SearchValue> values, Interning interning, ref Clock clock)
    {
        waiting.Add(row.Key);
        var ordinal = 0;
        foreach (var value in values)
        {
            if (NarrowedParameter.Find(row.Type, value.Parameter) is not null)
            {
                continue;
            }

            if (value is CompositeValue composite)
            {
                Add(row, composite, ordinal, interning, ref clock);
            }
            else
            {
                Add(new Place(row.Key, row.PersonKey, interning.Parameter(row.Type, value.Parameter, ref clock), ordinal), value, interning, ref clock);
            }

            ordinal += Together;
        }

        foreach (var pair in HotPairs.Of(row.Type))
        {
            Add(row, pair, values, interning, ref clock);
        }
    }

    /// <summary>Inserts what waits: before anything is searched for, and at the end of the work.</summary>
    public void Insert()
    {
        if (waiting.Count > 0)
        {
            foreach (var table in Tables)
            {
                table.Insert(session);
            }

            waiting.Clear();
        }
    }

    /// <summary>What work that threw had gathered is not for the next.</summary>
    public void Clear()
    {
        foreach (var table in Tables)
        {
            table.Clear();
        }

        Grants.Clear();
        waiting.Clear();
    }

    /// <summary>The name of one part of a composite parameter in the table of parameters.</summary>
    public static string PartCode(string composite, int part) => $"{composite}${part}";

    private void Add(StoredResource row, CompositeValue composite, int ordinal, Interning interning, ref Clock clock)
    {
        for (var part = 0; part < composite.Parts.Count; part++)
        {
            var param = interning.Parameter(row.Type, PartCode(composite.Parameter, part), ref clock);
            Add(new Place(row.Key, row.PersonKey, param, ordinal + part), composite.Parts[part], interning, ref clock);
        }
    }

    private void Add(Place place, SearchValue value, Interning interning, ref Clock clock)
    {
        var (key, person, param, ordinal) = place;
        switch (value)
        {
            case TokenValue token:
                var own = OwnCodes.Are(token.Parameter);
                tokens.Add(
                    key, person, param, ordinal, interning.Name(token.System, ref clock),
                    own ? OwnCodes.Number(token.Code) : interning.Name(token.Code, ref clock), token.Normal, own ? token.Code : null);
                break;
            case ReferenceValue reference:
                references.Add(
                    key, person, param, ordinal, reference.Type, reference.Id, reference.Version, IndexText.Key(reference.Url),
                    interning.Name(reference.IdentifierSystem, ref clock), IndexText.Key(reference.IdentifierValue));
                break;
            case DateValue date:
                dates.Add(key, person, param, ordinal, date.Low.UtcTicks, date.High.UtcTicks);
                break;
            case StringValue text:
                strings.Add(key, person, param, ordinal, IndexText.Head(text.Normal), text.Normal, text.Text);
                break;
            case NumberValue number:
                numbers.Add(key, person, param, ordinal, (double)number.Low, (double)number.High);
                break;
            case QuantityValue quantity:
                quantities.Add(
                    key, person, param, ordinal, interning.Name(quantity.System, ref clock), interning.Name(quantity.Code, ref clock), quantity.Unit,
                    (double)quantity.Low, (double)quantity.High);
                break;
            case UriValue uri:
                uris.Add(key, person, param, ordinal, IndexText.Key(uri.Uri));
                break;
        }
    }

    private void Add(StoredResource resource, HotPair pair, IReadOnlyList<SearchValue> values, Interning interning, ref Clock clock)
    {
        if (Order(resource, pair, values) is not { } order || pair.While?.Holds(values) == false)
        {
            return;
        }

        var rows = new HashSet<(string Id, string Type, long Code, long System)>();
        foreach (var reference in values)
        {
            if (reference is not ReferenceValue { Id: not null, Type: not null, Url: null } target || target.Parameter != pair.Reference)
            {
                continue;
            }

            foreach (var value in values)
            {
                if (value is TokenValue { Code: not null } token && token.Parameter == pair.Token)
                {
                    rows.Add((target.Id, target.Type, interning.Name(token.Code, ref clock), interning.Name(token.System, ref clock)));
                }
            }
        }

        foreach (var row in rows)
        {
            pairs.Add(resource.Key, resource.PersonKey, interning.Parameter(pair.Type, pair.Code, ref clock), row.Id, row.Type, row.Code, row.System,
                order);
        }
    }

    private static long? Order(StoredResource resource, HotPair pair, IReadOnlyList<SearchValue> values) =>
        pair.By is null ? resource.LastUpdated.UtcTicks : values.OfType<DateValue>().Where(date => date.Parameter == pair.By).Min(date => (long?)date.Low.UtcTicks);

    private readonly record struct Place(long ResourceKey, int PersonKey, int Param, int Ordinal);
}
