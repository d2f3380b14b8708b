using System.Text;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Tests.Validation;

public sealed class InvariantCheckTests
{
    [Theory]
    [InlineData("""{"resourceType":"Patient","contact":[{"gender":"male"}]}""", "pat-1 @ Patient.contact[0]")]
    [InlineData("""{"resourceType":"Encounter","status":"planned","class":{"code":"x"},"period":{"start":"2020-02-01","end":"2020-01-01"}}""", "per-1 @ Encounter.period")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1,"code":"kg"}}""", "qty-3 @ Observation.value.ofType(Quantity)")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"referenceRange":[{"low":{"value":1,"comparator":"<"}}]}""", "sqty-1 @ Observation.referenceRange[0].low")]
    [InlineData("""{"resourceType":"Patient","managingOrganization":{"reference":"#o"}}""", "ref-1 @ Patient.managingOrganization.reference")]
    [InlineData("""{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"x"}]}""", "dom-3 @ Patient.contained[0]")]
    [InlineData("""{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"x","meta":{"versionId":"1"}}],"managingOrganization":{"reference":"#o"}}""", "dom-4 @ Patient")]
    [InlineData("""{"resourceType":"Questionnaire","status":"draft","item":[{"linkId":"a","type":"group"},{"linkId":"b","type":"display","item":[{"linkId":"a","type":"string"}]}]}""", "que-2 @ Questionnaire|que-1 @ Questionnaire.item[0]|que-1 @ Questionnaire.item[1]")]
    [InlineData("""{"resourceType":"Appointment","status":"booked","participant":[{"status":"accepted","actor":{"display":"x"}}],"start":"2020-01-01T10:00:00Z","end":"2020-01-01T11:00:00Z","cancelationReason":{"text":"x"}}""", "app-4 @ Appointment")]
    [InlineData("""{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://a.example/Patient/1","resource":{"resourceType":"Patient","active":true}},{"fullUrl":"http://a.example/Patient/1","resource":{"resourceType":"Patient","active":true}}]}""", "bdl-7 @ Bundle")]
    [InlineData("""{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://a.example/Patient/1/_history/1","resource":{"resourceType":"Patient","active":true}}]}""", "bdl-8 @ Bundle.entry[0]")]
    [InlineData("""{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"resourceType":"Patient","active":true}}]}""", "bdl-3 @ Bundle")]
    public void A_broken_invariant_is_named_with_its_place(string json, string expected)
    {
        var issues = Check.Issues(json).Where(issue => issue.IsError).ToList();
        Assert.All(issues, issue => Assert.Equal(Problems.InvariantFailed, issue.Problem));
        Assert.Equal(expected.Split('|').Order(), issues.Select(issue => $"{issue.Text.Split(':')[0]} @ {issue.Expression}").Order());
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","contained":[{"resourceType":"Provenance","id":"p","target":[{"reference":"#"}],"recorded":"2020-01-01T10:00:00Z","agent":[{"who":{"display":"x"}}]}]}""")]
    [InlineData("""{"resourceType":"Appointment","status":"noshow","participant":[{"status":"accepted","actor":{"display":"x"}}],"start":"2020-01-01T10:00:00Z","end":"2020-01-01T11:00:00Z","cancelationReason":{"text":"x"}}""")]
    [InlineData("""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","active":true}}]}""")]
    [InlineData("""{"resourceType":"RiskAssessment","status":"final","subject":{"display":"x"},"prediction":[{"outcome":{"text":"x"}}]}""")]
    [InlineData("""{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:550e8400-e29b-41d4-a716-446655440000","resource":{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"x"}],"managingOrganization":{"reference":"#o"}}}]}""")]
    public void What_the_published_invariants_refuse_by_mistake_is_taken(string json)
    {
        Assert.Empty(Check.Errors(json));
    }

    [Fact]
    public void An_invariant_of_severity_warning_does_not_refuse()
    {
        var issues = Check.Issues(Encoding.UTF8.GetBytes("""{"resourceType":"Questionnaire","status":"draft","name":"not a name"}"""), out var resource);
        Assert.NotNull(resource);
        Assert.Equal((Severity.Warning, "que-0"), issues.Select(issue => (issue.Severity, issue.Text.Split(':')[0])).Single());
    }

    [Fact]
    public void Invariants_are_asked_only_when_the_structure_is_right()
    {
        Assert.Equal(["unknown-element @ Patient"], Check.Errors("""{"resourceType":"Patient","contact":[{"gender":"male"}],"foo":1}"""));
    }

    [Fact]
    public void Every_invariant_of_the_definitions_compiles_and_every_erratum_is_of_one()
    {
        var all = DefinitionSet.R4.Types.SelectMany(type => type.Invariants.Concat(type.Elements.SelectMany(element => element.Invariants))).Distinct().ToList();
        Assert.All(all.Where(invariant => invariant.Key is not ("txt-1" or "txt-2")), invariant => FhirPathExpression.Compile(invariant.Expression));
        Assert.All(InvariantErrata.All, erratum => Assert.Contains(all, invariant => invariant.Key == erratum.Key && invariant.Expression != erratum.Value.Expression));
        Assert.InRange(all.Count, 200, 300);
    }

    [Fact]
    public void A_Bundle_of_many_entries_is_checked_in_bounded_time()
    {
        var entries = string.Join(",", Enumerable.Range(0, 5000).Select(number => $$$"""{"fullUrl":"http://a.example/Patient/{{{number}}}","resource":{"resourceType":"Patient","active":true}}"""));
        Assert.Empty(Check.Errors($$"""{"resourceType":"Bundle","type":"collection","entry":[{{entries}}]}"""));
    }
}
