using System.Text;
using Hub.Api.Http;
using Hub.Fhir.Definitions;

namespace Hub.Api.Tests.Conformance;

/// <summary>The metadata is the truth: every interaction and flag that the CapabilityStatement claims does what it says, and what it does not claim is refused.</summary>
public sealed class MetadataTests(HubHost hub) : IClassFixture<HubHost>
{
    private static readonly string[] OfTypes = ["create", "read", "vread", "update", "patch", "delete", "history-instance", "history-type", "search-type"];

    private readonly HttpClient online = hub.Client("online");

    public static TheoryData<string> Types => [.. HubTypes.Stored];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Each_interaction_of_a_type_does_what_is_claimed_and_no_other_is_there(string type)
    {
        var claims = (await Statement.Of(hub)).Type(type).Interactions;
        Assert.Subset(OfTypes.ToHashSet(), claims.ToHashSet());
        var created = await online.Post(type, Specimens.Of(type).ToJsonString());
        Assert.True(created.Status == 201, created.Text);
        var (address, id) = ($"{type}/{created.Id}", created.Id);
        var last = 1;
        foreach (var interaction in OfTypes)
        {
            var failure = claims.Contains(interaction) ? await Claimed(interaction, type, id, last) : await Unclaimed(interaction, type, id);
            Assert.True(failure is null, $"{interaction} of {address}: {failure}");
            last += claims.Contains(interaction) && interaction is "update" or "patch" ? 1 : 0;
        }

        if (claims.Contains("delete"))
        {
            Assert.Equal((204, 410), ((await online.Delete(address)).Status, (await online.Get(address)).Status));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Each_condition_does_what_is_claimed(string type)
    {
        var claims = (await Statement.Of(hub)).Type(type);
        var created = await online.Post(type, Specimens.Of(type).ToJsonString());
        var (id, criteria) = (created.Id, $"_id={created.Id}");

        var create = await online.Post(type, Specimens.Of(type).ToJsonString(), ("If-None-Exist", criteria));
        var read = await online.Get($"{type}/{id}", ("If-None-Match", "W/\"1\""));
        var update = await online.Put($"{type}?{criteria}", Specimens.Of(type, id).ToJsonString(), ("If-Match", "W/\"1\""));
        var placed = await online.Put($"{type}/placed-{type.ToLowerInvariant()}", Specimens.Of(type, $"placed-{type.ToLowerInvariant()}").ToJsonString());
        var several = await online.Delete($"{type}?_id={id},placed-{type.ToLowerInvariant()}");
        var delete = await online.Delete($"{type}?{criteria}");

        AssertStatus(claims.Flag("conditionalCreate"), 200, create);
        Assert.Equal(claims.Text("conditionalRead") == "full-support" ? 304 : 200, read.Status);
        AssertStatus(claims.Flag("conditionalUpdate"), 200, update);
        AssertStatus(claims.Flag("updateCreate"), 201, placed);
        AssertStatus(claims.Text("conditionalDelete") == "single", 412, several);
        AssertStatus(claims.Text("conditionalDelete") == "single", 204, delete);
        Assert.Equal(("versioned", true), (claims.Text("versioning"), claims.Flag("readHistory")));
    }

    [Fact]
    public async Task Each_interaction_of_the_system_does_what_is_claimed()
    {
        var claims = (await Statement.Of(hub)).Interactions;
        await online.Put("Basic/of-system", Specimens.Of("Basic", "of-system").ToJsonString());
        var get = """{"request":{"method":"GET","url":"Basic/of-system"}}""";

        foreach (var interaction in claims)
        {
            var reply = interaction switch
            {
                "transaction" or "batch" => await online.Post("", $$"""{"resourceType":"Bundle","type":"{{interaction}}","entry":[{{get}}]}"""),
                "search-system" => await online.Get("?_id=of-system"),
                "history-system" => await online.Get("_history"),
                _ => throw new InvalidOperationException($"{interaction} is claimed, and nothing here tries it."),
            };
            Assert.True(reply.Status == 200, reply.Text);
            Assert.Contains(reply.Entries, entry => entry["resource"]?["id"]?.GetValue<string>() == "of-system");
        }

        Assert.Equal(["batch", "history-system", "search-system", "transaction"], claims.Order());
    }

    [Fact]
    public async Task Each_format_is_spoken_and_no_other()
    {
        var statement = await Statement.Of(hub);
        foreach (var format in statement.Formats)
        {
            var reply = await online.Get($"Basic?_count=1&_format={Uri.EscapeDataString(format)}");
            Assert.Equal((200, format), (reply.Status, reply.Response.Content.Headers.ContentType!.MediaType));
        }

        Assert.Equal(406, (await online.Get("Basic?_format=text/turtle")).Status);
        await online.Put("Basic/patched", Specimens.Of("Basic", "patched").ToJsonString());
        foreach (var format in statement.PatchFormats)
        {
            var reply = await online.Send(HttpMethod.Patch, "Basic/patched", new StringContent(Patch(format), Encoding.UTF8, format));
            Assert.True(reply.Status == 200, $"{format}: {reply.Text}");
        }

        Assert.Equal(415, (await online.Send(HttpMethod.Patch, "Basic/patched", new StringContent("{}", Encoding.UTF8, "application/merge-patch+json"))).Status);
    }

    [Fact]
    public async Task Types_that_are_not_claimed_are_not_there()
    {
        var claimed = (await Statement.Of(hub)).Types.Where(type => type.Interactions.Count > 0).Select(type => type.Name);
        foreach (var type in DefinitionSet.R4.ResourceTypes.Except(claimed))
        {
            var replies = new[] { await online.Get($"{type}/x"), await online.Get(type), await online.Post(type, $$"""{"resourceType":"{{type}}"}""") };
            Assert.All(replies, reply => Assert.Equal((404, "unknown-type"), (reply.Status, reply.Problems.Single())));
        }
    }

    [Fact]
    public async Task The_compartment_has_every_type_that_can_be_searched()
    {
        await online.Put("Patient/compartment", Specimens.Of("Patient", "compartment").ToJsonString());
        foreach (var type in (await Statement.Of(hub)).Types.Where(type => type.Interactions.Contains("search-type") && type.Name != "AuditEvent"))
        {
            Assert.Equal(200, (await online.Get($"Patient/compartment/{type.Name}")).Status);
        }

        Assert.Equal(["compartment"], (await online.Get("Patient/compartment/*")).Matches.Select(match => match["id"]!.GetValue<string>()));
        Assert.Equal(404, (await online.Get("Encounter/x/Condition")).Status);
    }

    private static void AssertStatus(bool isClaimed, int status, Reply reply)
        => Assert.True(isClaimed ? reply.Status == status : reply.Status is 405 or 501, $"{reply.Status} {reply.Text}");

    private async Task<string?> Claimed(string interaction, string type, string id, int last)
    {
        var address = $"{type}/{id}";
        switch (interaction)
        {
            case "create" or "delete":
                return null;
            case "read" or "vread":
                var read = await online.Get(interaction == "read" ? address : $"{address}/_history/1", ("Accept", Calls.FhirJson));
                return read.Status == 200 && read.Id == id && read.ETag == "W/\"1\"" ? null : read.Text;
            case "update":
                var updated = await online.Put(address, Specimens.Of(type, id).ToJsonString(), ("If-Match", ETags.Of(last)));
                return updated.Status == 200 && updated.ETag == ETags.Of(last + 1) ? null : updated.Text;
            case "patch":
                var patched = await online.Send(HttpMethod.Patch, address, new StringContent(Patch("application/json-patch+json"), Encoding.UTF8, "application/json-patch+json"));
                return patched.Status == 200 && patched.Json["language"]!.GetValue<string>() == "en-GB" ? null : patched.Text;
            case "history-instance":
                var versions = await online.Get($"{address}/_history");
                return versions.Entries.Length == last ? null : versions.Text;
            default:
                var found = await online.Get(interaction == "history-type" ? $"{type}/_history?_count=1" : $"{type}?_id={id}");
                return found.Entries.Length == 1 && found.Entries[0]["resource"]!["id"]!.GetValue<string>() == id ? null : found.Text;
        }
    }

    private async Task<string?> Unclaimed(string interaction, string type, string id)
    {
        var reply = interaction switch
        {
            "update" => await online.Put($"{type}/{id}", Specimens.Of(type, id).ToJsonString()),
            "patch" => await online.Send(HttpMethod.Patch, $"{type}/{id}", new StringContent(Patch("application/json-patch+json"), Encoding.UTF8, "application/json-patch+json")),
            "delete" => await online.Delete($"{type}/{id}"),
            "history-type" => await online.Get($"{type}/_history"),
            _ => throw new InvalidOperationException($"{interaction} is not claimed of {type}, and nothing here tries it."),
        };
        return reply.Status is 404 or 405 or 501 ? null : $"{reply.Status} {reply.Text}";
    }

    private static string Patch(string format) => format switch
    {
        "application/json-patch+json" => """[{"op":"add","path":"/language","value":"en-GB"}]""",
        "application/fhir+json" => """{"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type","valueCode":"replace"},{"name":"path","valueString":"Basic.language"},{"name":"value","valueCode":"en"}]}]}""",
        "application/fhir+xml" => """<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/><part><name value="type"/><valueCode value="replace"/></part><part><name value="path"/><valueString value="Basic.language"/></part><part><name value="value"/><valueCode value="de"/></part></parameter></Parameters>""",
        _ => throw new InvalidOperationException($"{format} is claimed, and nothing here tries it."),
    };
}
