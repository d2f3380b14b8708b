using System.Buffers;
using System.Text.Json;
using Hub.Api.Http;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;

namespace Hub.Api.Operations;

/// <summary>ValueSet/$expand: the codes of a value set, filtered and paged (https://hl7.org/fhir/R4/valueset-operation-expand.html).</summary>
internal static class Expand
{
    public static readonly string[] Parameters = ["url", "valueSetVersion", "filter", "offset", "count"];

    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var asked = new Asked(request);
        var url = asked.Required("url").Split('|');
        var expansion = TerminologySet.Held.Expand(url[0], asked.Text("filter"), asked.Number("offset") ?? 0, asked.Number("count"))
            ?? throw new ProblemException(Problems.NotChecked, $"Not expanded: the hub does not hold the value set {url[0]} whole.");
        var version = url.Length > 1 ? url[1] : asked.Text("valueSetVersion");
        if (AskedCode.NotThisVersion(expansion.ValueSet.Url, expansion.ValueSet.Version, version) is { } why)
        {
            throw new ProblemException(Problems.NotChecked, why);
        }

        return Task.FromResult(FhirAnswer.Json(Write(expansion, asked, request)));
    }

    private static ReadOnlyMemory<byte> Write(Expansion expansion, Asked asked, FhirRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "ValueSet");
            json.WriteString("url", expansion.ValueSet.Url);
            if (expansion.ValueSet.Version is { } version)
            {
                json.WriteString("version", version);
            }

            json.WriteString("title", expansion.ValueSet.Title);
            json.WriteString("status", "active");
            json.WriteStartObject("expansion");
            json.WriteString("identifier", $"urn:uuid:{request.Store.NewId()}");
            json.WriteString("timestamp", Instants.Text(request.Store.Now));
            json.WriteNumber("total", expansion.Total);
            json.WriteNumber("offset", expansion.Offset);
            Filter(json, asked.Text("filter"));
            Contains(json, expansion.Concepts);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Filter(Utf8JsonWriter json, string? filter)
    {
        if (string.IsNullOrEmpty(filter))
        {
            return;
        }

        json.WriteStartArray("parameter");
        json.WriteStartObject();
        json.WriteString("name", "filter");
        json.WriteString("valueString", filter);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Contains(Utf8JsonWriter json, IReadOnlyList<SystemConcept> concepts)
    {
        if (concepts.Count == 0)
        {
            return;
        }

        json.WriteStartArray("contains");
        foreach (var concept in concepts)
        {
            json.WriteStartObject();
            json.WriteString("system", concept.System);
            json.WriteString("code", concept.Code);
            json.WriteString("display", concept.Display);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
