using Hub.Fhir.Search;

namespace Hub.Api.Store;

/// <summary>Keeps the index rows of a resource: those of the version before go, those of the current one come.</summary>
internal sealed class IndexWriter(Session session, Interning interning)
{
    /// <summary>Room for the rows of one composite value: rows whose ordinals agree but for the remainder belong together.</summary>
    public const int Together = 8;

    public static readonly IReadOnlyList<string> Tables =
    [
        "index_token", "index_reference", "index_date", "index_string", "index_number", "index_quantity", "index_uri", "index_pair",
    ];

    public void Remove(long resourceKey)
    {
        foreach (var table in Tables)
        {
            session.Execute($"DELETE FROM {table} WHERE resource_key = @p0", resourceKey);
        }
    }

    public void Add(long resourceKey, string type, IReadOnlyList<SearchValue> values, ref Clock clock)
    {
        var ordinal = 0;
        foreach (var value in values)
        {
            if (value is CompositeValue composite)
            {
                Add(resourceKey, type, composite, ordinal, ref clock);
            }
            else
            {
                Add(new Place(resourceKey, interning.Parameter(type, value.Parameter, ref clock), ordinal), value, ref clock);
            }

            ordinal += Together;
        }

        foreach (var pair in HotPairs.Of(type))
        {
            Add(resourceKey, pair, values, ref clock);
        }
    }

    private void Add(long resourceKey, string type, CompositeValue composite, int ordinal, ref Clock clock)
    {
        for (var part = 0; part < composite.Parts.Count; part++)
        {
            var param = interning.Parameter(type, PartCode(composite.Parameter, part), ref clock);
            Add(new Place(resourceKey, param, ordinal + part), composite.Parts[part], ref clock);
        }
    }

    /// <summary>The name of one part of a composite parameter in the table of parameters.</summary>
    public static string PartCode(string composite, int part) => $"{composite}${part}";

    private void Add(Place place, SearchValue value, ref Clock clock)
    {
        switch (value)
        {
            case TokenValue token:
                Insert(
                    "INSERT INTO index_token (resource_key, param, ordinal, system, code, text) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
                    place, interning.Name(token.System, ref clock), interning.Name(token.Code, ref clock), token.Normal);
                break;
            case ReferenceValue reference:
                Insert(
                    "INSERT INTO index_reference (resource_key, param, ordinal, target_type, target_id, target_version, url, identifier_system, "
                    + "identifier_value) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)",
                    place, reference.Type, reference.Id, reference.Version, IndexText.Key(reference.Url),
                    interning.Name(reference.IdentifierSystem, ref clock), IndexText.Key(reference.IdentifierValue));
                break;
            case DateValue date:
                Insert(
                    "INSERT INTO index_date (resource_key, param, ordinal, low, high) VALUES (@p0, @p1, @p2, @p3, @p4)",
                    place, date.Low.UtcTicks, date.High.UtcTicks);
                break;
            case StringValue text:
                Insert(
                    "INSERT INTO index_string (resource_key, param, ordinal, head, normal, text) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
                    place, IndexText.Head(text.Normal), text.Normal, text.Text);
                break;
            case NumberValue number:
                Insert(
                    "INSERT INTO index_number (resource_key, param, ordinal, low, high) VALUES (@p0, @p1, @p2, @p3, @p4)",
                    place, (double)number.Low, (double)number.High);
                break;
            case QuantityValue quantity:
                Insert(
                    "INSERT INTO index_quantity (resource_key, param, ordinal, system, code, unit, low, high) "
                    + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
                    place, interning.Name(quantity.System, ref clock), interning.Name(quantity.Code, ref clock), quantity.Unit,
                    (double)quantity.Low, (double)quantity.High);
                break;
            case UriValue uri:
                Insert("INSERT INTO index_uri (resource_key, param, ordinal, uri) VALUES (@p0, @p1, @p2, @p3)", place, IndexText.Key(uri.Uri));
                break;
        }
    }

    private void Add(long resourceKey, HotPair pair, IReadOnlyList<SearchValue> values, ref Clock clock)
    {
        var rows = new HashSet<(string Id, string Type, long Code, long System)>();
        foreach (var reference in values.OfType<ReferenceValue>())
        {
            foreach (var token in values.OfType<TokenValue>())
            {
                if (reference is { Id: not null, Type: not null, Url: null } && reference.Parameter == pair.Reference
                    && token.Parameter == pair.Token && token.Code is not null)
                {
                    rows.Add((reference.Id, reference.Type, interning.Name(token.Code, ref clock), interning.Name(token.System, ref clock)));
                }
            }
        }

        foreach (var row in rows)
        {
            session.Execute(
                "INSERT INTO index_pair (resource_key, pair, target_id, target_type, code, system) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
                resourceKey, interning.Parameter(pair.Type, pair.Code, ref clock), row.Id, row.Type, row.Code, row.System);
        }
    }

    private void Insert(string sql, Place place, params ReadOnlySpan<object?> rest) =>
        session.Execute(sql, [place.ResourceKey, place.Param, place.Ordinal, .. rest]);

    private readonly record struct Place(long ResourceKey, int Param, int Ordinal);
}
