using System.Text.Json.Nodes;
using Hub.Api.Access;
using Hub.Fhir.Care;

namespace Hub.Api.Tests.Access;

/// <summary>People, sharing decisions and referrals made over HTTP, as partners make them; every step answers the id of what it wrote.</summary>
internal sealed class Story(HubHost hub)
{
    private const string ConsentScope = "http://terminology.hl7.org/CodeSystem/consentscope";

    public HttpClient As(string agency) => hub.Client(agency);

    public HttpClient InEmergency(string agency, string? reason = "Found unconscious at the station") =>
        hub.Client(agency, purpose: Purposes.BreakTheGlass, reason: reason);

    public Task<string> Person(string agency = "online", string alias = "kestrel") => Create(agency, "Patient", new JsonObject
    {
        ["identifier"] = new JsonArray(new JsonObject { ["system"] = Canonicals.Alias, ["value"] = alias }),
        ["birthDate"] = "2010-05",
    });

    /// <summary>One record of the category about the person.</summary>
    public Task<string> Record(string agency, string category, string person) => category switch
    {
        "safety-plan" => Create(agency, "CarePlan", Plan(person, "736253002")),
        "joint-plan" => Create(agency, "Goal", Json($$$"""{"lifecycleStatus":"active","description":{"text":"Sleep"},"subject":{"reference":"Patient/{{{person}}}"}}""")),
        "episode" => Create(agency, "EpisodeOfCare", Json($$$"""{"status":"finished","patient":{"reference":"Patient/{{{person}}}"}}""")),
        "assessment" => Create(agency, "Observation", Json($$$"""{"status":"final","code":{"text":"Mood"},"subject":{"reference":"Patient/{{{person}}}"}}""")),
        "contact-log" => Create(agency, "Encounter", Json($$$"""{"status":"finished","class":{"code":"VR"},"subject":{"reference":"Patient/{{{person}}}"}}""")),
        "document" => Create(agency, "DocumentReference", Json($$$"""{"status":"current","subject":{"reference":"Patient/{{{person}}}"},"content":[{"attachment":{"title":"Letter"}}]}""")),
        "referral" => Create(agency, "ServiceRequest", Request(person, "active")),
        _ => throw new ArgumentException(category),
    };

    public async Task<string> Share(string person, string to, string[] categories, string by = "online", string basis = "young-person-agrees", string type = "permit", string? start = null, string? end = null) =>
        await Create(by, "Consent", Decision(person, to, categories, by, basis, type, start, end));

    public static JsonObject Decision(string person, string to, string[] categories, string by = "online", string basis = "young-person-agrees", string type = "permit", string? start = null, string? end = null)
    {
        var consent = Json($$$"""
            {
              "status": "active",
              "scope": {"coding": [{"system": "{{{ConsentScope}}}", "code": "patient-privacy"}]},
              "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IDSCL"}]}],
              "patient": {"reference": "Patient/{{{person}}}"},
              "dateTime": "2026-01-12T19:40:00Z",
              "organization": [{"reference": "Organization/{{{by}}}"}],
              "performer": [{"reference": "Patient/{{{person}}}"}],
              "policyRule": {"coding": [{"system": "{{{Canonicals.LegalBasis}}}", "code": "{{{basis}}}"}]},
              "provision": {"period": {"start": "{{{start ?? "2020-01-01"}}}", "end": "{{{end ?? "2099-12-31"}}}"}, "provision": [{
                "type": "{{{type}}}",
                "actor": [{"role": {"coding": [{"code": "IRCP"}]}, "reference": {"reference": "Organization/{{{to}}}"}}]}]}
            }
            """);
        consent["provision"]!["provision"]![0]!["class"] = new JsonArray([.. categories.Select(category => new JsonObject { ["system"] = Canonicals.ShareCategory, ["code"] = category })]);
        if (basis != "share-to-keep-safe")
        {
            return consent;
        }

        consent["extension"] = Json($$$"""
            {"x": [{"url": "{{{CareExtensions.SharingReason}}}", "valueString": "Needed to keep the young person safe tonight."},
                   {"url": "{{{CareExtensions.Told}}}", "extension": [{"url": "told", "valueBoolean": true}, {"url": "when", "valueDateTime": "2026-01-12T19:40:00Z"}, {"url": "how", "valueString": "In the chat."}]}]}
            """)["x"]!.DeepClone();
        return consent;
    }

    /// <summary>An active request and a Task for the recipient; null when it was refused.</summary>
    public async Task<(string Request, string Task)> Refer(string person, string to, string by = "online")
    {
        var request = await Create(by, "ServiceRequest", Request(person, "active", by));
        return (request, await Create(by, "Task", Work(person, request, to, by)));
    }

    public static JsonObject Request(string person, string status, string by = "online") => Json($$$"""
        {
          "status": "{{{status}}}", "intent": "order",
          "category": [{"coding": [{"system": "{{{Canonicals.RequestCategory}}}", "code": "referral"}]}],
          "priority": "routine", "code": {"text": "Help with worry"}, "subject": {"reference": "Patient/{{{person}}}"},
          "authoredOn": "2026-01-12T20:05:00Z", "requester": {"reference": "Organization/{{{by}}}"},
          "reasonCode": [{"text": "Worry and sleeplessness for five months."}]
        }
        """);

    public static JsonObject Work(string person, string request, string to, string by = "online", string status = "requested") => Json($$$"""
        {
          "status": "{{{status}}}", "intent": "order", "priority": "routine",
          "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "fulfill"}, {"system": "{{{Canonicals.TaskKind}}}", "code": "referral"}]},
          "focus": {"reference": "ServiceRequest/{{{request}}}"}, "for": {"reference": "Patient/{{{person}}}"},
          "authoredOn": "2026-01-12T20:05:00Z", "requester": {"reference": "Organization/{{{by}}}"}, "owner": {"reference": "Organization/{{{to}}}"}
        }
        """);

    /// <summary>An action of a joint plan, proposed to the agency that is to answer for it.</summary>
    public static JsonObject Action(string person, string to, string by = "online") => Json($$$"""
        {
          "status": "requested", "intent": "order", "code": {"coding": [{"system": "{{{Canonicals.TaskKind}}}", "code": "plan-action"}]},
          "description": "Meet the school nurse together", "basedOn": [{"reference": "CarePlan/plan"}], "for": {"reference": "Patient/{{{person}}}"},
          "requester": {"reference": "Organization/{{{by}}}"}, "owner": {"reference": "Organization/{{{to}}}"},
          "restriction": {"period": {"end": "2026-04-01"}},
          "extension": [{"url": "{{{CareExtensions.DoneMeans}}}", "valueString": "They have met."}, {"url": "{{{CareExtensions.Doer}}}", "valueString": "Tom Ferris"}]
        }
        """);

    public Task<Reply> Accept(string agency, string task) => Move(agency, task, "accepted", move => move["extension"] = Json($$$"""
        {"x": [{"url": "{{{CareExtensions.NamedWorker}}}", "valueReference": {"display": "Tom Ferris"}}, {"url": "{{{CareExtensions.FirstContact}}}", "valueDate": "2026-02-03"}]}
        """)["x"]!.DeepClone());

    public Task<Reply> Reject(string agency, string task) => Move(agency, task, "rejected", move =>
    {
        move["statusReason"] = Json($$$"""{"coding": [{"system": "{{{Canonicals.DeclineReason}}}", "code": "different-expertise"}], "text": "Help close to school fits better."}""");
        move["extension"] = Json($$$"""{"x": [{"url": "{{{CareExtensions.NextRoute}}}", "valueCodeableConcept": {"coding": [{"system": "{{{Canonicals.NextRoute}}}", "code": "other-service"}]}}]}""")["x"]!.DeepClone();
    });

    public Task<Reply> Complete(string agency, string task) => Move(agency, task, "completed", move => move["output"] = Json($$$"""
        {"x": [{"type": {"coding": [{"system": "{{{Canonicals.TaskOutput}}}", "code": "outcome"}]}, "valueCodeableConcept": {"coding": [{"system": "{{{Canonicals.ReferralOutcome}}}", "code": "goals-partly-met"}], "text": "Sleeping better."}}]}
        """)["x"]!.DeepClone());

    public async Task<Reply> Move(string agency, string task, string status, Action<JsonNode>? change = null)
    {
        var client = As(agency);
        var current = await client.Get($"Task/{task}");
        Assert.Equal(200, current.Status);
        current.Json["status"] = status;
        current.Json.AsObject().Remove("businessStatus");
        change?.Invoke(current.Json);
        return await client.Put($"Task/{task}", current.Json.ToJsonString(), ("If-Match", current.ETag!));
    }

    public async Task<Reply> Withdraw(string consent, string by = "online")
    {
        var client = As(by);
        var current = (await client.Get($"Consent/{consent}")).Json;
        current["status"] = "inactive";
        current["extension"] = new JsonArray([.. (current["extension"]?.AsArray().Select(one => one!.DeepClone()) ?? []), Json($$$"""
            {"url": "{{{CareExtensions.SharingStatusReason}}}", "valueCodeableConcept": {"coding": [{"system": "{{{Canonicals.SharingStatusReason}}}", "code": "{{{HubCodes.Codes(Canonicals.SharingStatusReason).Keys.First()}}}"}]}}
            """)]);
        return await client.Put($"Consent/{consent}", current.ToJsonString());
    }

    /// <summary>True when a read finds it; the search by id and its total must say the same.</summary>
    public static async Task<bool> Sees(HttpClient client, string type, string id)
    {
        var read = await client.Get($"{type}/{id}");
        Assert.True(read.Status is 200 or 404, read.Text);
        var search = await client.Get($"{type}?_id={id}&_total=accurate");
        Assert.True(search.Status == 200, search.Text);
        var found = read.Status == 200 ? 1 : 0;
        Assert.Equal(found, search.Matches.Length);
        Assert.Equal(found, search.Json["total"]!.GetValue<int>());
        Assert.Equal(read.Status, (await client.Get($"{type}/{id}/_history")).Status);
        var version = read.Status == 200 ? read.Json["meta"]!["versionId"]!.GetValue<string>() : "1";
        Assert.Equal(read.Status, (await client.Get($"{type}/{id}/_history/{version}")).Status);
        return found == 1;
    }

    public Task<bool> Sees(string agency, string type, string id) => Sees(As(agency), type, id);

    public async Task<string> Create(string agency, string type, JsonObject resource)
    {
        resource["resourceType"] = type;
        var reply = await As(agency).Post(type, resource.ToJsonString());
        Assert.True(reply.Status == 201, reply.Text);
        return reply.Id;
    }

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    private static JsonObject Plan(string person, string snomed) => Json($$$"""
        {"status":"active","intent":"plan","category":[{"coding":[{"system":"http://snomed.info/sct","code":"{{{snomed}}}"}]}],"subject":{"reference":"Patient/{{{person}}}"}}
        """);
}
