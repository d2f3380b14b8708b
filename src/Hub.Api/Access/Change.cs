using Hub.Api.Store;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>One change made in a transaction: the row before (null for a new resource), the row after, the resource as sent (nothing for a delete).</summary>
internal sealed record Change(StoredResource? Before, StoredResource Row, JsonValue After)
{
    /// <summary>The resource before; does not exist for a new one.</summary>
    public JsonValue Earlier { get; } = Before is null ? default : Stored.Root(Before);
}

/// <summary>Reads what the store holds: it was validated when it was written.</summary>
internal static class Stored
{
    public static JsonValue Root(StoredResource row)
    {
        if (row.Body.IsEmpty)
        {
            return default;
        }

        var issues = new List<Issue>();
        return JsonText.Parse(row.Body, issues)?.Root ?? throw new ProblemException(Problems.InternalError);
    }
}
