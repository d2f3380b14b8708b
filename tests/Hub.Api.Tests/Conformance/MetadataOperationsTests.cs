using System.Net.Http.Headers;
using System.Text;
using Hub.Api.Access;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Api.Tests.Conformance;

/// <summary>The metadata is the truth: every operation that is claimed does what it says where it says, and no other is there.</summary>
public sealed class MetadataOperationsTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Gender = "http://hl7.org/fhir/administrative-gender";
    private const string Hl7 = "http://hl7.org/fhir/OperationDefinition/";
    private const string Ours = "https://referralhub.example/fhir/OperationDefinition/";
    private const string BulkData = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/";

    private static readonly string[] OfNobody =
        ["apply", "closure", "conforms", "convert", "data-requirements", "evaluate-measure", "find", "find-matches", "graphql", "lastn", "match", "process-message", "snapshot", "stats", "submit", "subsumes", "transform"];

    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task Each_operation_that_is_claimed_is_done()
    {
        var statement = await Statement.Of(hub);
        foreach (var operation in statement.Operations.Concat(statement.Types.SelectMany(type => type.Operations)))
        {
            var reply = await Try(operation);
            Assert.True(reply.Status is 200 or 202, $"${operation.Name} of {operation.Type ?? "the system"}: {reply.Status} {reply.Text}");
        }
    }

    [Fact]
    public async Task No_operation_is_there_that_is_not_claimed()
    {
        var statement = await Statement.Of(hub);
        var names = statement.Types.SelectMany(type => type.Operations).Concat(statement.Operations).Select(operation => operation.Name).Concat(OfNobody).Distinct().ToList();
        var there = new List<string>();
        foreach (var (type, claimed) in statement.Types.Select(type => (type.Name, type.Operations)).Append(("", statement.Operations)))
        {
            var unclaimed = names.Except(claimed.Select(operation => operation.Name));
            there.AddRange(await There([.. unclaimed.SelectMany(name => type.Length == 0 ? new[] { $"${name}" } : [$"{type}/${name}", $"{type}/x/${name}"])]));
        }

        Assert.Empty(there);
    }

    [Fact]
    public async Task The_hubs_own_operations_are_defined_here()
    {
        var statement = await Statement.Of(hub);
        var own = statement.Types.SelectMany(type => type.Operations).Select(operation => operation.Definition).Where(url => url.StartsWith(Ours, StringComparison.Ordinal)).Distinct().ToList();

        Assert.NotEmpty(own);
        foreach (var url in own)
        {
            var reply = await online.Get($"OperationDefinition/{url[Ours.Length..]}");
            var issues = new List<Issue>();
            Assert.True(Validator.R4.Validate(JsonText.Of(Encoding.UTF8.GetBytes(reply.Text)), issues) is not null, string.Join('\n', issues));
            Assert.Equal(url, reply.Json["url"]!.GetValue<string>());
        }

        Assert.Equal(404, (await online.Get("OperationDefinition/Resource-meta")).Status);
    }

    private async Task<IEnumerable<string>> There(IReadOnlyList<string> addresses)
    {
        var asked = addresses.SelectMany(address => new[] { ("GET", address), ("POST", address) }).ToList();
        var entries = asked.Select(one => $$$"""{"request":{"method":"{{{one.Item1}}}","url":"{{{one.Item2}}}"},"resource":{"resourceType":"Parameters"}}""");
        var reply = await online.Post("", $$"""{"resourceType":"Bundle","type":"batch","entry":[{{string.Join(',', entries)}}]}""");
        Assert.Equal(asked.Count, reply.Entries.Length);
        return asked.Zip(reply.Entries.Select(entry => entry["response"]!["status"]!.GetValue<string>()))
            .Where(pair => pair.Second[..3] is not ("404" or "405"))
            .Select(pair => $"{pair.First}: {pair.Second}");
    }

    private async Task<Reply> Try(ClaimedOperation operation)
    {
        var type = operation.Type;
        var id = type is not null && HubTypes.Stored.Contains(type) ? (await online.Post(type, Specimens.Of(type).ToJsonString())).Id : "";
        switch (operation.Definition)
        {
            case Hl7 + "Resource-validate":
                return await online.Post(type is null ? "$validate" : $"{type}/$validate", Specimens.Of(type ?? "Basic").ToJsonString());
            case Hl7 + "Resource-meta":
                return await online.Get($"{type}/{id}/$meta");
            case Hl7 + "Resource-meta-add" or Hl7 + "Resource-meta-delete":
                return await online.Post($"{type}/{id}/${operation.Name}", """{"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"tag":[{"system":"https://x.example","code":"x"}]}}]}""");
            case Hl7 + "Patient-everything":
                Assert.Equal(200, (await online.Get("Patient/$everything?_count=1")).Status);
                return await online.Get($"Patient/{id}/$everything");
            case Hl7 + "Composition-document":
                return await online.Get($"Composition/{id}/$document");
            case Hl7 + "CodeSystem-validate-code":
                return await online.Get($"CodeSystem/$validate-code?url={Gender}&code=other");
            case Hl7 + "CodeSystem-lookup":
                return await online.Get($"CodeSystem/$lookup?system={Gender}&code=other");
            case Hl7 + "ValueSet-validate-code":
                return await online.Get("ValueSet/$validate-code?url=http://hl7.org/fhir/ValueSet/administrative-gender&code=other");
            case Hl7 + "ValueSet-expand":
                return await online.Get("ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/administrative-gender");
            case Hl7 + "ConceptMap-translate":
                return await online.Get("ConceptMap/$translate?system=http://hl7.org/fhir/request-priority&code=stat");
            case BulkData + "export":
                return await online.Get("$export?_type=Basic");
            case BulkData + "patient-export":
                return await online.Get("Patient/$export?_type=Goal");
            case BulkData + "group-export":
                return await online.Get($"Group/{id}/$export");
            case Ours + "Patient-emergency-access":
                return await hub.Client("online", purpose: Purposes.BreakTheGlass, reason: "x").Post($"Patient/{id}/$emergency-access", "{}");
            case Ours + "Resource-erase":
                return await Manager().Post($"{type}/{id}/$erase", """{"resourceType":"Parameters","parameter":[{"name":"reason","valueString":"x"}]}""");
            default:
                throw new InvalidOperationException($"{operation.Definition} is claimed, and nothing here tries it.");
        }
    }

    private HttpClient Manager()
    {
        var client = hub.Anyone();
        var token = hub.Services.GetRequiredService<AccessTokens>().IssueToPerson("online", "asha", "Practitioner/asha", GuardedErasures.Controller, Purposes.Treatment);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
