using System.Text.Json.Nodes;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>What a partner's system writes when it refers a young person: person, sharing decision, safety plan, request and task, in one transaction.</summary>
internal static class A
{
    public const string AliasSystem = "https://referralhub.example/fhir/NamingSystem/alias";
    private const string Hub = "https://referralhub.example/fhir";

    /// <summary>A referral from online to camhs; categories is what the sharing decision opens to camhs, none leaves the decision out.</summary>
    public static JsonObject Referral(string alias, params string[] categories)
    {
        List<string> entries =
        [
            Entry("Patient", 1, $$"""{"resourceType":"Patient","identifier":[{"system":"{{AliasSystem}}","value":"{{alias}}" }],"birthDate":"2010-05"}"""),
            Entry("CarePlan", 2, SafetyPlan(Urn(1))),
            Entry("ServiceRequest", 3, Request(Urn(1))),
            Entry("Task", 4, Task(Urn(1), Urn(3))),
        ];
        if (categories.Length > 0)
        {
            entries.Add(Entry("Consent", 5, Decision(Urn(1), "camhs", categories)));
        }
        return JsonNode.Parse($$"""{"resourceType":"Bundle","type":"transaction","entry":[{{string.Join(',', entries)}}]}""")!.AsObject();
    }

    public static string Decision(string person, string agency, params string[] categories) => $$"""
        {"resourceType":"Consent","status":"active","dateTime":"2026-01-10",
         "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
         "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
         "patient":{"reference":"{{person}}" },"performer":[{"reference":"{{person}}" }],
         "policyRule":{"coding":[{"system":"{{Hub}}/CodeSystem/legal-basis","code":"young-person-agrees"}]},
         "provision":{"type":"permit","period":{"start":"2026-01-10","end":"2099-12-31"},
           "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},"reference":{"reference":"Organization/{{agency}}" } }],
           "class":[{{string.Join(',', categories.Select(category => $$"""{"system":"{{Hub}}/CodeSystem/share-category","code":"{{category}}" }"""))}}] } }
        """;

    public static Action<JsonObject> Acceptance => task =>
    {
        task["status"] = "accepted";
        task["businessStatus"] = Coded("business-status", "accepted");
        Extend(task, "named-worker", "valueReference", new JsonObject { ["display"] = "Priya, duty worker" });
        Extend(task, "first-contact", "valueDate", "2026-12-01");
    };

    public static Action<JsonObject> Decline => task =>
    {
        task["status"] = "rejected";
        task["businessStatus"] = Coded("business-status", "declined");
        task["statusReason"] = Coded("decline-reason", "different-expertise");
        task["statusReason"]!["text"] = "The eating disorder team can help sooner than we can.";
        Extend(task, "next-route", "valueCodeableConcept", Coded("next-route", "other-service"));
    };

    public static Action<JsonObject> Completion => task =>
    {
        task["status"] = "completed";
        task["businessStatus"] = Coded("business-status", "outcome-sent");
        task["output"] = new JsonArray(new JsonObject
        {
            ["type"] = Coded("task-output", "outcome"),
            ["valueCodeableConcept"] = Coded("referral-outcome", "goals-met"),
        });
    };

    public static Action<JsonObject> Status(string status, string businessStatus) => task =>
    {
        task["status"] = status;
        task["businessStatus"] = Coded("business-status", businessStatus);
    };

    private static string SafetyPlan(string person) => $$"""
        {"resourceType":"CarePlan","status":"active","intent":"plan","subject":{"reference":"{{person}}" },
         "category":[{"coding":[{"system":"{{Hub}}/CodeSystem/plan-category","code":"safety-plan"}]}],
         "activity":[{"detail":{"extension":[{"url":"{{Hub}}/StructureDefinition/audience","valueCoding":{"system":"{{Hub}}/CodeSystem/audience","code":"service" } }],
           "code":{"coding":[{"system":"{{Hub}}/CodeSystem/safety-plan-step","code":"warning-signs"}]},"status":"in-progress","description":"I stop answering messages." } } ] }
        """;

    private static string Request(string person) => $$"""
        {"resourceType":"ServiceRequest","status":"active","intent":"order","priority":"routine",
         "category":[{"coding":[{"system":"{{Hub}}/CodeSystem/request-category","code":"referral"}]}],
         "subject":{"reference":"{{person}}" },"requester":{"reference":"Organization/online"},"performer":[{"reference":"Organization/camhs"}],
         "reasonCode":[{"text":"Low mood for three months, not sleeping"}]}
        """;

    private static string Task(string person, string request) => $$"""
        {"resourceType":"Task","status":"requested","intent":"order","code":{"coding":[{"system":"{{Hub}}/CodeSystem/task-kind","code":"referral"}]},
         "focus":{"reference":"{{request}}" },"for":{"reference":"{{person}}" },
         "requester":{"reference":"Organization/online"},"owner":{"reference":"Organization/camhs"} }
        """;

    private static string Entry(string type, int number, string resource) =>
        $$"""{"fullUrl":"{{Urn(number)}}","resource":{{resource}},"request":{"method":"POST","url":"{{type}}"} }""";

    private static string Urn(int number) => $"urn:uuid:5f1c0000-0000-4000-8000-00000000000{number}";

    private static JsonObject Coded(string system, string code) =>
        new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = $"{Hub}/CodeSystem/{system}", ["code"] = code }) };

    private static void Extend(JsonObject task, string name, string property, JsonNode value)
    {
        task["extension"] ??= new JsonArray();
        task["extension"]!.AsArray().Add(new JsonObject { ["url"] = $"{Hub}/StructureDefinition/{name}", [property] = value });
    }
}
