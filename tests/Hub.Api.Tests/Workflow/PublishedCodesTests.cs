using System.Text.Json.Nodes;
using Hub.Fhir.Care;

namespace Hub.Api.Tests.Workflow;

/// <summary>What the hub writes of its own accord uses the codes it publishes, so that what a partner reads it may send back.</summary>
public sealed class PublishedCodesTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task Events_notices_audit_and_refusals_use_published_codes_alone()
    {
        var loop = await Loop.Begin(hub);
        await loop.Move("camhs", "accept-referral");
        await loop.As("social-care").Get(loop.Person);
        await loop.InEmergency("emergency", "Not able to tell us what helps.").Get("CarePlan?patient=" + loop.Person);

        Reply[] said =
        [
            await loop.Online.Get("Provenance?target=Task/" + loop["Task"]),
            await loop.Online.Get("Flag?patient=" + loop.Person),
            await loop.Online.Get($"AuditEvent?patient={loop.Person}&_count=200"),
            await loop.As("social-care").Get(loop.Person),
        ];

        Assert.All(said, reply => Assert.NotEmpty(Codings(reply.Json)));
        Assert.All(said.SelectMany(reply => Codings(reply.Json)), coding => Assert.True(HubCodes.Knows(coding.System, coding.Code), $"{coding.System}|{coding.Code}"));
    }

    private static IEnumerable<(string System, string Code)> Codings(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Codings),
        JsonObject found when found["system"]?.ToString() is { } system && system.StartsWith(Canonicals.CodeSystemBase, StringComparison.Ordinal) && found["code"] is { } code =>
            [(system, code.ToString())],
        JsonObject other => other.SelectMany(property => Codings(property.Value)),
        _ => [],
    };
}
