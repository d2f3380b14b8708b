using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Hub.Api.Http;
using Hub.Api.Operations;
using Hub.Fhir.Definitions;

namespace Hub.Api.Interactions;

/// <summary>capabilities: what the hub does, written from the table of routes (https://hl7.org/fhir/R4/http.html#capabilities).</summary>
internal static class Capabilities
{
    private static readonly string[] SystemInteractions = ["transaction", "batch", "search-system", "history-system"];
    private static readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> Written = new();

    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
        => Task.FromResult(FhirAnswer.Json(Written.GetOrAdd(request.BaseUrl, Write)));

    private static ReadOnlyMemory<byte> Write(string baseUrl)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartObject();
            Head(json, baseUrl);
            json.WriteStartArray("rest");
            json.WriteStartObject();
            json.WriteString("mode", "server");
            Security(json, $"{baseUrl[..^FhirRoutes.Base.Length]}/oauth/token");
            json.WriteStartArray("resource");
            foreach (var type in FhirRoutes.Types)
            {
                Resource(json, type);
            }

            json.WriteEndArray();
            Interactions(json, SystemInteractions);
            SearchClaims.OfAllTypes(json);
            Operations(json, [.. FhirRoutes.Table.Where(route => route.IsOperation && route.Path.StartsWith('$'))]);
            json.WriteStartArray("compartment");
            json.WriteStringValue("http://hl7.org/fhir/CompartmentDefinition/patient");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory.ToArray();
    }

    private static void Head(Utf8JsonWriter json, string baseUrl)
    {
        json.WriteString("resourceType", "CapabilityStatement");
        json.WriteString("status", "active");
        json.WriteString("date", "2026-11-22");
        json.WriteString("kind", "instance");
        json.WriteStartObject("software");
        json.WriteString("name", "ReferralHub");
        json.WriteString("version", typeof(Capabilities).Assembly.GetName().Version?.ToString(3));
        json.WriteEndObject();
        json.WriteStartObject("implementation");
        json.WriteString("description", "A hub between the agencies that help children and young people");
        json.WriteString("url", baseUrl);
        json.WriteEndObject();
        json.WriteString("fhirVersion", "4.0.1");
        json.WriteStartArray("format");
        json.WriteStringValue(AnswerFormat.FhirJsonType);
        json.WriteStringValue(AnswerFormat.FhirXmlType);
        json.WriteEndArray();
        json.WriteStartArray("patchFormat");
        json.WriteStringValue(FhirBody.JsonPatchType);
        json.WriteStringValue(AnswerFormat.FhirJsonType);
        json.WriteStringValue(AnswerFormat.FhirXmlType);
        json.WriteEndArray();
    }

    private static void Security(Utf8JsonWriter json, string tokenUrl)
    {
        json.WriteStartObject("security");
        TokenEndpoint(json, tokenUrl);
        json.WriteStartArray("service");
        json.WriteStartObject();
        json.WriteStartArray("coding");
        json.WriteStartObject();
        json.WriteString("system", "http://terminology.hl7.org/CodeSystem/restful-security-service");
        json.WriteString("code", "SMART-on-FHIR");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("description", "SMART Backend Services; see .well-known/smart-configuration. What a caller may see is decided record by record.");
        json.WriteEndObject();
    }

    /// <summary>Where clients look that ask metadata before .well-known/smart-configuration, or both at once.</summary>
    private static void TokenEndpoint(Utf8JsonWriter json, string tokenUrl)
    {
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("url", "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris");
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("url", "token");
        json.WriteString("valueUri", tokenUrl);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Resource(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        var routes = FhirRoutes.For(type).ToList();
        if (HubTypes.Stored.Contains(type))
        {
            Kept(json, type, routes);
        }
        else if (routes.Any(route => !route.IsOperation))
        {
            Interactions(json, [.. routes.Where(route => !route.IsOperation).Select(route => route.Interaction)]);
        }

        Operations(json, [.. routes.Where(route => route.IsOperation)]);
        json.WriteEndObject();
    }

    private static void Kept(Utf8JsonWriter json, string type, List<FhirRoute> routes)
    {
        Interactions(json, [.. routes.Where(route => !route.IsOperation && route.Interaction != "search-compartment").Select(route => route.Interaction).Distinct()]);
        json.WriteString("versioning", "versioned");
        json.WriteBoolean("readHistory", true);
        json.WriteBoolean("updateCreate", routes.Any(route => route.Interaction == "update"));
        json.WriteBoolean("conditionalCreate", routes.Any(route => route.Change == ConditionalUpdate.Make));
        json.WriteString("conditionalRead", "full-support");
        json.WriteBoolean("conditionalUpdate", routes.Any(route => route.Change == ConditionalUpdate.Make));
        json.WriteString("conditionalDelete", routes.Any(route => route.Change == ConditionalDelete.Make) ? "single" : "not-supported");
        json.WriteStartArray("referencePolicy");
        json.WriteStringValue("literal");
        json.WriteStringValue("logical");
        json.WriteEndArray();
        SearchClaims.Write(json, type);
    }

    private static void Operations(Utf8JsonWriter json, IReadOnlyCollection<FhirRoute> routes)
    {
        if (routes.Count == 0)
        {
            return;
        }

        json.WriteStartArray("operation");
        foreach (var route in routes.DistinctBy(route => route.Interaction))
        {
            json.WriteStartObject();
            json.WriteString("name", route.Interaction[1..]);
            json.WriteString("definition", OperationDefinitions.Of(route));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Interactions(Utf8JsonWriter json, IReadOnlyList<string> names)
    {
        json.WriteStartArray("interaction");
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("code", name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
