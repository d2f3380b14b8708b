using System.Buffers;
using System.Text.Json;
using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Patch;

namespace Hub.Api.Operations;

/// <summary>
/// $meta-add and $meta-delete: profiles, labels and tags of one resource, more or fewer (https://hl7.org/fhir/R4/resource-operation-meta-add.html).
/// It is a change like any other: checked, audited, and a new version (decision 0703).
/// </summary>
internal static class MetaChange
{
    private const string Asked = "meta";
    private static readonly string[] Lists = ["profile", "security", "tag"];

    public static readonly string[] Parameters = [Asked];

    public static Task<FhirAnswer> Add(FhirRequest request, CancellationToken cancellationToken) => Act(request, MakeAdd, cancellationToken);

    public static Task<FhirAnswer> Delete(FhirRequest request, CancellationToken cancellationToken) => Act(request, MakeDelete, cancellationToken);

    public static FhirAnswer MakeAdd(GuardedTransaction transaction, FhirRequest request)
        => Make(transaction, request, (there, given) => [.. there, .. given.Where(one => there.All(other => Key(other) != Key(one))).DistinctBy(Key)]);

    public static FhirAnswer MakeDelete(GuardedTransaction transaction, FhirRequest request)
        => Make(transaction, request, (there, given) => [.. there.Where(one => given.All(other => Key(other) != Key(one)))]);

    private static async Task<FhirAnswer> Act(FhirRequest request, WithinTransaction change, CancellationToken cancellationToken)
    {
        var answer = await Writes.One(request, change, cancellationToken);
        return Meta.Answer(answer.Body) with { Version = answer.Version, LastModified = answer.LastModified };
    }

    private static FhirAnswer Make(GuardedTransaction transaction, FhirRequest request, Func<List<JsonValue>, List<JsonValue>, List<JsonValue>> change)
    {
        var given = new Asked(request).Value(Asked);
        if (!given.Exists)
        {
            throw new ProblemException(Problems.MissingElement, $"The parameter '{Asked}' holds the profiles, labels and tags; it is missing.");
        }

        var row = transaction.Current(Addresses.Key(request));
        var expected = ETags.Version(request.Conditions.IfMatch) ?? row.Version;
        var before = JsonText.Of(row.Body);
        var meta = before.Root["meta"u8];
        var lists = Lists.ToDictionary(name => name, name => change(Items(meta[name]), Items(given[name])));
        if (expected == row.Version && lists.All(list => list.Value.Count == meta[list.Key].Count))
        {
            return FhirAnswer.Written(StatusCodes.Status200OK, row);
        }

        if (meta["_profile"u8].Exists)
        {
            throw new ProblemException(Problems.NotSupported, "A profile of this resource has extensions. Change its meta with an update or a patch.");
        }

        var issues = new List<Issue>();
        var after = JsonPatch.Apply(before, Patch(meta, lists), issues) ?? throw new ProblemException(issues);
        return FhirAnswer.Written(StatusCodes.Status200OK, transaction.Update(FhirBody.Resource(after), row.Id, expected));
    }

    private static JsonText Patch(JsonValue meta, Dictionary<string, List<JsonValue>> lists)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("op", "add");
            json.WriteString("path", "/meta");
            json.WriteStartObject("value");
            Write(json, meta, lists);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        return JsonText.Of(buffer.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, JsonValue meta, Dictionary<string, List<JsonValue>> lists)
    {
        foreach (var property in meta.Properties)
        {
            if (!Lists.Contains(property.Name))
            {
                json.WritePropertyName(property.NameUtf8);
                json.WriteRawValue(property.Value.Raw, skipInputValidation: true);
            }
        }

        foreach (var (name, items) in lists.Where(list => list.Value.Count > 0))
        {
            json.WriteStartArray(name);
            items.ForEach(item => json.WriteRawValue(item.Raw, skipInputValidation: true));
            json.WriteEndArray();
        }
    }

    private static List<JsonValue> Items(JsonValue list)
    {
        var items = new List<JsonValue>();
        foreach (var item in list.Items)
        {
            items.Add(item);
        }

        return items;
    }

    /// <summary>What makes two profiles, labels or tags the same: the canonical, or system and code.</summary>
    private static (string, string) Key(JsonValue item)
        => item.Kind == JsonKind.String ? (item.Text, "") : (item["system"u8].Text, item["code"u8].Text);
}
