using System.Text.Json.Nodes;
using Hub.Fhir.Care;

namespace Hub.Fhir.Tests.Care;

public class CareProfilesTests
{
    /// <summary>Example, the place to change, the JSON to put there (nothing: remove), the expression of the finding.</summary>
    [Theory]
    [InlineData("safety-plan", "intent", "\"order\"", "CarePlan.intent")]
    [InlineData("safety-plan", "status", "\"on-hold\"", "CarePlan.status")]
    [InlineData("safety-plan", "activity", null, "CarePlan.activity")]
    [InlineData("safety-plan", "activity/0/detail/code", null, "CarePlan.activity[0].detail.code")]
    [InlineData("safety-plan", "activity/1/detail/description", null, "CarePlan.activity[1].detail.description")]
    [InlineData("safety-plan", "activity/2/detail/extension", null, "CarePlan.activity[2].detail.extension")]
    [InlineData("safety-plan", "activity/0/detail/code/coding/0/code", "\"step-nine\"", "CarePlan.activity[0].detail.code.coding[0].code")]
    [InlineData("episode", "managingOrganization", null, "EpisodeOfCare.managingOrganization")]
    [InlineData("episode", "type/0/coding/0/code", "\"thriving\"", "EpisodeOfCare.type")]
    [InlineData("episode", "type/0/coding/0/code", "\"tier-3\"", "EpisodeOfCare.type[0].coding[0].code")]
    [InlineData("episode", "extension/1/extension/3", null, "EpisodeOfCare.extension")]
    [InlineData("episode", "extension/1/extension/2", null, "EpisodeOfCare.extension")]
    [InlineData("episode", "extension/1/extension/1", null, "EpisodeOfCare.extension")]
    [InlineData("sharing-decision", "scope/coding/0/code", "\"research\"", "Consent.scope")]
    [InlineData("sharing-decision", "dateTime", null, "Consent.dateTime")]
    [InlineData("sharing-decision", "performer", null, "Consent.performer")]
    [InlineData("sharing-decision", "policyRule", "{\"text\":\"agreed\"}", "Consent.policyRule")]
    [InlineData("sharing-decision", "provision/period/end", null, "Consent.provision.period.end")]
    [InlineData("sharing-decision", "provision/provision/0/actor", null, "Consent.provision.actor")]
    [InlineData("sharing-decision", "provision/provision/0/class", null, "Consent.provision.class")]
    [InlineData("sharing-decision", "provision/provision/0/type", null, "Consent.provision.provision[0].type")]
    [InlineData("sharing-decision", "provision/provision/0/class/0/code", "\"everything\"", "Consent.provision.provision[0].class[0].code")]
    [InlineData("sharing-decision", "provision/provision/0/actor/0/reference/reference", "\"Practitioner/1\"", "Consent.provision.provision[0].actor[0].reference")]
    [InlineData("sharing-decision", "provision/securityLabel", "[{\"code\":\"R\"}]", "Consent.provision.securityLabel")]
    [InlineData("sharing-decision", "policyRule/coding/0/code", "\"does-not-agree\"", "Consent.provision")]
    [InlineData("share-to-keep-safe", "extension/0", null, "Consent.extension")]
    [InlineData("propose-action", "basedOn", null, "Task.basedOn")]
    [InlineData("propose-action", "owner", null, "Task.owner")]
    [InlineData("propose-action", "description", null, "Task.description")]
    [InlineData("propose-action", "restriction", null, "Task.restriction.period.end")]
    [InlineData("propose-action", "extension/0", null, "Task.extension")]
    [InlineData("accept-referral", "focus", null, "Task.focus")]
    [InlineData("accept-referral", "for", null, "Task.for")]
    [InlineData("accept-referral", "requester", null, "Task.requester")]
    [InlineData("accept-referral", "status", "\"ready\"", "Task.status")]
    [InlineData("reject-referral", "statusReason/coding/0/code", "\"refused-to-engage\"", "Task.statusReason.coding[0].code")]
    public void What_a_profile_demands_is_named_where_it_is_missing(string example, string place, string? json, string expression)
    {
        var findings = Given.Findings(Changed(Given.Example(example), place, json));

        Assert.Contains(findings, issue => issue.IsError && issue.Expression!.StartsWith(expression, StringComparison.Ordinal));
    }

    /// <summary>Some writers escape every slash, and one may write any letter by its number: it is the same text.</summary>
    [Theory]
    [InlineData("/", "\\/")]
    [InlineData("e", "\\u0065")]
    public void What_is_claimed_or_coded_is_held_to_however_it_is_escaped(string sign, string escaped)
    {
        var claim = """{"resourceType":"Organization","meta":{"profile":["https://referralhub.example/fhir/StructureDefinition/agency"]},"identifier":[{"value":"x"}]}""";
        var code = """{"resourceType":"Basic","code":{"coding":[{"system":"https://referralhub.example/fhir/CodeSystem/record-kind","code":"gossip"}]}}""";

        Assert.Contains(Given.Findings(Escaped(claim, sign, escaped)), issue => issue is { IsError: true, Expression: "Organization.name" });
        Assert.Contains(Given.Findings(Escaped(code, sign, escaped)), issue => issue.Problem.Code == "invalid-code");
    }

    private static string Escaped(string json, string sign, string escaped)
    {
        var url = json.IndexOf("referralhub.example", StringComparison.Ordinal);
        var end = json.IndexOf('"', url);
        return json[..url] + json[url..end].Replace(sign, escaped, StringComparison.Ordinal) + json[end..];
    }

    [Fact]
    public void A_resource_that_claims_a_profile_is_held_to_it()
    {
        var findings = Given.Findings("""{"resourceType":"CarePlan","meta":{"profile":["https://referralhub.example/fhir/StructureDefinition/safety-plan"]},"status":"active","intent":"plan","subject":{"reference":"Patient/1"}}""");

        Assert.Contains(findings, issue => issue.Expression == "CarePlan.activity");
    }

    [Theory]
    [InlineData("""{"resourceType":"CarePlan","status":"active","intent":"order","subject":{"reference":"Patient/1"}}""")]
    [InlineData("""{"resourceType":"Task","status":"ready","intent":"plan"}""")]
    [InlineData("""{"resourceType":"Patient"}""")]
    [InlineData("""{"resourceType":"Patient","identifier":[{"system":"https://referralhub.example/fhir/NamingSystem/alias","value":"wren-27"}],"birthDate":"2011-09"}""")]
    [InlineData("""{"resourceType":"Consent","status":"active","scope":{"text":"x"},"category":[{"text":"x"}],"policy":[{"uri":"https://elsewhere.example"}]}""")]
    public void What_is_not_the_hubs_own_is_held_to_FHIR_alone_and_nothing_forces_identity(string json)
    {
        Assert.Empty(Given.Findings(json));
    }

    [Fact]
    public void A_grouping_decision_is_never_removed_or_changed()
    {
        var before = Given.Example("episode");

        Assert.Empty(CareProfiles.CheckReplacement(Given.Parse(before), Given.Parse(before)));
        Assert.NotEmpty(CareProfiles.CheckReplacement(Given.Parse(before), Given.Parse(Changed(before, "extension/0", null))));
        Assert.NotEmpty(CareProfiles.CheckReplacement(Given.Parse(before), Given.Parse(Changed(before, "extension/0/extension/3/valueString", "\"other\""))));
    }

    [Theory]
    [InlineData("sharing-decision", "patient/reference", "Consent.patient")]
    [InlineData("safety-plan", "subject/reference", "CarePlan.subject")]
    [InlineData("episode", "patient/reference", "EpisodeOfCare.patient")]
    public void What_is_about_one_young_person_never_becomes_about_another(string example, string place, string expression)
    {
        var after = Given.Parse(Changed(Given.Example(example), place, "\"Patient/somebody-else\""));

        Assert.Equal(expression, Assert.Single(CareProfiles.CheckReplacement(Given.Parse(Given.Example(example)), after)).Expression);
    }

    private static string Changed(string json, string place, string? value)
    {
        var root = JsonNode.Parse(json)!;
        var steps = place.Split('/');
        var node = root;
        foreach (var step in steps[..^1])
        {
            node = node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node![step]!;
        }

        Put(node!, steps[^1], value is null ? null : JsonNode.Parse(value));
        return root.ToJsonString();
    }

    private static void Put(JsonNode node, string step, JsonNode? value)
    {
        if (node is JsonArray array)
        {
            array.RemoveAt(int.Parse(step, System.Globalization.CultureInfo.InvariantCulture));
        }
        else if (value is null)
        {
            node.AsObject().Remove(step);
        }
        else
        {
            node[step] = value;
        }
    }
}
