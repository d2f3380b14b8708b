using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Api.OpenApi;
using Hub.Api.Tests.Conformance;
using Hub.Api.Tests.EndToEnd;
using Hub.Api.Tests.Store;
using Hub.Fhir.Definitions;

namespace Hub.Api.Tests.Http.Fuzz;

/// <summary>Requests as partners and people send them: each route of the table with each type it has, searches, bundles, XML, files, tokens.</summary>
internal sealed class GoodRequests(Random random, params IReadOnlyList<string> tokens)
{
    private const string Id = "one";
    private const string PatchType = "application/json-patch+json";

    private const string Xml = "<Observation xmlns=\"http://hl7.org/fhir\"><status value=\"final\"/><code><text value=\"Mood\"/></code><subject><reference value=\"Patient/kestrel\"/></subject><valueQuantity><value value=\"1.10\"/></valueQuantity></Observation>";

    private const string Steps = """
        {"resourceType":"Bundle","type":"batch","entry":[
          {"request":{"method":"GET","url":"Patient?name=a&_include=Patient:organization"}},
          {"request":{"method":"PUT","url":"Basic/one","ifMatch":"W/\"1\""},"resource":{"resourceType":"Basic","id":"one","code":{"text":"x"}}},
          {"request":{"method":"POST","url":"Basic","ifNoneExist":"code=x"},"resource":{"resourceType":"Basic","code":{"text":"x"}}},
          {"request":{"method":"PATCH","url":"Basic/one"},"resource":{"resourceType":"Binary","contentType":"application/json-patch+json","data":"W10="}},
          {"request":{"method":"DELETE","url":"Basic?code=x"}}]}
        """;

    private readonly RandomQueries queries = new(random);

    /// <summary>A record of each type, and the person they are about.</summary>
    public IEnumerable<FuzzRequest> World => HubTypes.Stored.Select(type => Request("PUT", $"{type}/{Id}", Specimens.Of(type, Id).ToJsonString()))
        .Prepend(Request("PUT", "Patient/kestrel", Specimens.Of("Patient", "kestrel").ToJsonString()));

    public IReadOnlyList<FuzzRequest> All =>
    [
        .. FhirRoutes.Table.SelectMany(Of),
        .. Enumerable.Range(0, 400).Select(number => Search(new[] { "Patient", "Task", "Observation", "CarePlan" }[number % 4])),
        .. Enumerable.Range(0, 60).Select(number => Bundle(number % 2 == 0 ? "batch" : "transaction")),
        .. Enumerable.Repeat(Request("POST", "", Steps), 20),
        .. Enumerable.Repeat(Request("POST", "Observation", Xml, "application/fhir+xml"), 20),
        .. Enumerable.Repeat(Request("POST", "Binary", "%PDF-1.7 plain", "application/pdf"), 5),
        .. Examples.All.Where(example => !HubTypes.Stored.Contains(example.Key)).Select(example => Request("POST", "", example.Value.ToJsonString())),
        Form("/oauth/token", "grant_type=client_credentials&scope=system/*.rs&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=a.b.c"),
    ];

    private IEnumerable<FuzzRequest> Of(FhirRoute route)
    {
        IEnumerable<string> types = route.Path.StartsWith("{type}", StringComparison.Ordinal) ? HubTypes.Stored.Where(type => type != route.NotOf) : [route.OnlyType ?? "Patient"];
        return types.SelectMany(type => Enumerable.Repeat(Of(route, type), route.Takes is Takes.Resource or Takes.Json or Takes.Patch ? 4 : 1));
    }

    private FuzzRequest Of(FhirRoute route, string type)
    {
        var path = route.Path.Replace("{type}", type, StringComparison.Ordinal).Replace("{id}", Id, StringComparison.Ordinal)
            .Replace("{vid}", "1", StringComparison.Ordinal).Replace("{member}", "Observation", StringComparison.Ordinal);
        return route.Takes switch
        {
            Takes.Nothing => Request(route.Method, path),
            Takes.Form => Form($"/fhir/{path}", "_lastUpdated=gt2020-01-01&_count=2&_sort=-_lastUpdated"),
            Takes.Patch => Request(route.Method, path, """[{"op":"add","path":"/language","value":"en"},{"op":"test","path":"/language","value":"en"}]""", PatchType),
            Takes.Parameters => Request(route.Method, path, Examples.All.GetValueOrDefault($"{route.Interaction[1..]}-in")?.ToJsonString() ?? """{"resourceType":"Parameters"}"""),
            Takes.Json when path.Length == 0 => Bundle("transaction"),
            _ => Request(route.Method, path, Specimens.Of(type, route.Method == "PUT" ? Id : null).ToJsonString()),
        };
    }

    private FuzzRequest Search(string type) => Request("GET", $"{type}?{queries.Query(type)}");

    private FuzzRequest Bundle(string kind)
    {
        var bundle = A.Referral($"alias-{random.Next(1000)}", "identity", "referral", "safety-plan");
        bundle["type"] = kind;
        return Request("POST", "", bundle.ToJsonString());
    }

    private FuzzRequest Form(string target, string form) => new("POST", target, Headers("application/x-www-form-urlencoded"), form);

    private FuzzRequest Request(string method, string path, string? body = null, string type = Calls.FhirJson)
        => new(method, $"/fhir/{path}".TrimEnd('/'), body is null ? Headers(null) : Headers(type), body);

    private List<KeyValuePair<string, string>> Headers(string? type)
    {
        var headers = new List<KeyValuePair<string, string>> { new("Authorization", $"Bearer {tokens[random.Next(tokens.Count)]}"), new(Callers.ReasonHeader, "Found unconscious at the station") };
        if (random.Next(2) == 0)
        {
            headers.Add(new("Prefer", "handling=lenient"));
        }

        if (type is not null)
        {
            headers.Add(new("Content-Type", type));
        }

        return headers;
    }
}
