using System.Net;
using System.Text.Json.Nodes;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>The consented referral, all the way round, as each of the agencies lives it.</summary>
[Collection("processes")]
public sealed class StoryTests(HubProcess process) : IClassFixture<HubProcess>
{
    private const string Inbox = "Task?owner=Organization/camhs&status=requested&_count=200";

    [Fact]
    public async Task Camhs_finds_the_referral_reads_all_it_may_and_accepts_and_online_sees_the_move()
    {
        var (online, camhs, made) = await Refer("identity", "referral", "safety-plan");

        Assert.Contains(await camhs.Search(Inbox), task => made["Task"] == $"Task/{task["id"]}");
        foreach (var type in new[] { "Patient", "ServiceRequest", "CarePlan", "Task", "Consent" })
        {
            (await camhs.Get($"/fhir/{made[type]}")).Is(HttpStatusCode.OK);
        }
        (await camhs.Change($"/fhir/{made["Task"]}", A.Status("received", "acknowledged"))).Is(HttpStatusCode.OK);
        (await camhs.Change($"/fhir/{made["Task"]}", A.Acceptance)).Is(HttpStatusCode.OK);

        var seen = (await online.Get($"/fhir/{made["Task"]}")).Is(HttpStatusCode.OK);
        Assert.Equal("accepted", seen.Body["status"]!.GetValue<string>());
        Assert.DoesNotContain(await camhs.Search(Inbox), task => made["Task"] == $"Task/{task["id"]}");
        var moves = await online.Search($"Provenance?target={made["Task"]}");
        Assert.True(moves.Count >= 3, $"{moves.Count} Provenances of three moves");
    }

    [Fact]
    public async Task A_referral_is_completed_with_an_outcome_and_never_without()
    {
        var (online, camhs, made) = await Refer("identity", "referral");
        var task = $"/fhir/{made["Task"]}";
        await camhs.Change(task, A.Acceptance);
        (await camhs.Change(task, A.Status("in-progress", "first-contact-made"))).Is(HttpStatusCode.OK);

        var without = await camhs.Change(task, A.Status("completed", "outcome-sent"));
        var with = await camhs.Change(task, A.Completion);

        without.Is(HttpStatusCode.UnprocessableEntity);
        with.Is(HttpStatusCode.OK);
        Assert.Equal("active", (await online.Get($"/fhir/{made["ServiceRequest"]}")).Body["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_move_says_which_version_it_has_seen()
    {
        var (_, camhs, made) = await Refer("identity", "referral");
        var task = (await camhs.Get($"/fhir/{made["Task"]}")).Body;
        A.Acceptance(task);

        var blind = await camhs.Put($"/fhir/{made["Task"]}", task);

        Assert.Equal(["missing-if-match"], blind.Is(HttpStatusCode.PreconditionRequired).Problems);
        Assert.Equal("requested", (await camhs.Get($"/fhir/{made["Task"]}")).Body["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_declined_referral_stays_active_with_the_referrer_who_learns_the_way_on()
    {
        var (online, camhs, made) = await Refer("identity", "referral", "safety-plan");

        (await camhs.Change($"/fhir/{made["Task"]}", A.Decline)).Is(HttpStatusCode.OK);

        var task = (await online.Get($"/fhir/{made["Task"]}")).Body;
        Assert.Equal("rejected", task["status"]!.GetValue<string>());
        Assert.Contains("other-service", task.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("active", (await online.Get($"/fhir/{made["ServiceRequest"]}")).Body["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_agency_that_nothing_entitles_finds_no_trace()
    {
        var (_, camhs, made) = await Refer("identity", "referral", "safety-plan");
        await camhs.Change($"/fhir/{made["Task"]}", A.Acceptance);
        var social = await process.Hub.As("social-care");

        foreach (var (type, place) in made)
        {
            (await social.Get($"/fhir/{place}")).Is(HttpStatusCode.NotFound);
            (await social.Get($"/fhir/{place}/_history")).Is(HttpStatusCode.NotFound);
            (await social.Get($"/fhir/{place}/_history/1")).Is(HttpStatusCode.NotFound);
            Assert.Equal(0, await Total(social, $"{type}?_id={place.Split('/')[1]}"));
        }
        Assert.Equal(0, await Total(social, $"Task?patient={made["Patient"]}"));
        Assert.Equal(0, await Total(social, $"Provenance?target={made["Task"]}"));
        Assert.Equal(0, await Total(social, $"AuditEvent?patient={made["Patient"]}"));
        Assert.All(await social.Search($"AuditEvent?entity={made["Patient"]}"), IsOfSocialCare);
        var included = await social.Search("Organization?_id=online&_revinclude=Task:requester&_revinclude=ServiceRequest:requester", match: "include");
        Assert.DoesNotContain(included, found => made.ContainsValue($"{found["resourceType"]}/{found["id"]}"));
    }

    [Fact]
    public async Task What_is_not_shared_is_not_seen_though_the_referral_is()
    {
        var (_, camhs, made) = await Refer("identity", "referral");

        (await camhs.Get($"/fhir/{made["Patient"]}")).Is(HttpStatusCode.OK);
        (await camhs.Get($"/fhir/{made["CarePlan"]}")).Is(HttpStatusCode.NotFound);
        Assert.Equal(0, await Total(camhs, $"CarePlan?patient={made["Patient"]}"));
    }

    [Fact]
    public async Task In_an_emergency_the_plan_is_read_with_a_reason_and_the_named_worker_learns_of_it()
    {
        var (online, _, made) = await Refer("identity", "referral");
        var emergency = await process.Hub.As("emergency", "BTG");
        var everyday = await process.Hub.As("emergency");
        var reason = ("X-Emergency-Reason", "Found on the bridge, not speaking");

        (await everyday.Get($"/fhir/{made["CarePlan"]}")).Is(HttpStatusCode.NotFound);
        Assert.Equal(["reason-required"], (await emergency.Get($"/fhir/{made["CarePlan"]}")).Is(HttpStatusCode.Forbidden).Problems);
        (await emergency.Get($"/fhir/{made["CarePlan"]}", reason)).Is(HttpStatusCode.OK);
        Assert.Single(await emergency.Search($"CarePlan?patient={made["Patient"]}", headers: reason));

        var told = await online.Search($"Flag?patient={made["Patient"]}");
        Assert.Contains(told, flag => flag.ToJsonString().Contains("emergency-access", StringComparison.Ordinal));
        var looks = await online.Search($"AuditEvent?patient={made["Patient"]}&_count=50");
        Assert.Contains(looks, look => look.ToJsonString().Contains("Organization/emergency", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_withdrawn_decision_ends_what_it_alone_gave_with_the_commit()
    {
        var (online, camhs, made) = await Refer("identity", "referral", "safety-plan");
        (await camhs.Change($"/fhir/{made["Task"]}", A.Acceptance)).Is(HttpStatusCode.OK);
        (await camhs.Get($"/fhir/{made["CarePlan"]}")).Is(HttpStatusCode.OK);

        (await online.Change($"/fhir/{made["Consent"]}", consent => consent["status"] = "inactive")).Is(HttpStatusCode.OK);

        (await camhs.Get($"/fhir/{made["CarePlan"]}")).Is(HttpStatusCode.NotFound);
        Assert.Equal(0, await Total(camhs, $"CarePlan?patient={made["Patient"]}"));
        (await camhs.Get($"/fhir/{made["Task"]}")).Is(HttpStatusCode.OK);
        (await camhs.Get($"/fhir/{made["Patient"]}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_sharing_decision_the_referral_is_refused_and_nothing_is_changed()
    {
        var online = await process.Hub.As("online");
        var alias = NewAlias();

        var refused = (await online.Post("/fhir", A.Referral(alias))).Is(HttpStatusCode.Forbidden);

        Assert.Equal(["consent-required"], refused.Problems.Distinct());
        Assert.Contains("identity", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Total(online, $"Patient?identifier={A.AliasSystem}|{alias}"));
    }

    /// <summary>Its own vain attempts are all it finds.</summary>
    private static void IsOfSocialCare(JsonObject look) => Assert.Equal("Organization/social-care", look["agent"]![0]!["who"]!["reference"]!.GetValue<string>());

    private static string NewAlias() => Path.GetRandomFileName();

    private async Task<(Partner Online, Partner Camhs, Dictionary<string, string> Made)> Refer(params string[] categories)
    {
        var online = await process.Hub.As("online");
        var answer = (await online.Post("/fhir", A.Referral(NewAlias(), categories))).Is(HttpStatusCode.OK);
        var places = answer.Body["entry"]!.AsArray().Select(Place).ToDictionary(place => place.Split('/')[0]);
        return (online, await process.Hub.As("camhs"), places);
    }

    /// <summary>"Task/1" of a location such as http://…/fhir/Task/1/_history/1.</summary>
    private static string Place(JsonNode? entry)
    {
        var parts = entry!["response"]!["location"]!.GetValue<string>().Split("/_history")[0].Split('/');
        return $"{parts[^2]}/{parts[^1]}";
    }

    private static async Task<int> Total(Partner partner, string query)
    {
        var counted = (await partner.Get($"/fhir/{query}&_summary=count")).Is(HttpStatusCode.OK).Body["total"]!.GetValue<int>();
        Assert.Equal(counted, (await partner.Search(query)).Count);
        return counted;
    }
}
