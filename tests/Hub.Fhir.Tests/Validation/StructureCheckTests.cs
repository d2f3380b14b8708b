namespace Hub.Fhir.Tests.Validation;

public sealed class StructureCheckTests
{
    [Theory]
    [InlineData("""{"resourceType":"Patient","active":true,"name":[{"family":"Fox","given":["A"]}]}""")]
    [InlineData("""{"resourceType":"Patient","_birthDate":{"extension":[{"url":"http://a.example/b","valueString":"c"}]}}""")]
    [InlineData("""{"resourceType":"Patient","birthDate":"1990","_birthDate":{"id":"a"}}""")]
    [InlineData("""{"resourceType":"Patient","name":[{"given":["A",null],"_given":[null,{"extension":[{"url":"http://a.example/b","valueCode":"c"}]}]}]}""")]
    [InlineData("""{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"x"}],"managingOrganization":{"reference":"#o"}}""")]
    [InlineData("""{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:550e8400-e29b-41d4-a716-446655440000","resource":{"resourceType":"Patient","active":true}}]}""")]
    [InlineData("""{"resourceType":"Parameters"}""")]
    public void Resources_that_follow_the_definition_are_valid(string json)
    {
        Assert.Empty(Check.Errors(json));
    }

    [Theory]
    [InlineData("""[]""", "invalid-resource @ ")]
    [InlineData("""{}""", "invalid-resource @ ")]
    [InlineData("""{"resourceType":"Patiend"}""", "invalid-resource @ ")]
    [InlineData("""{"resourceType":"DomainResource"}""", "invalid-resource @ ")]
    [InlineData("""{"resourceType":"Patient","nam":[]}""", "unknown-element @ Patient")]
    [InlineData("""{"resourceType":"Patient","contact":[{"naem":{}}]}""", "unknown-element @ Patient.contact[0]")]
    [InlineData("""{"resourceType":"Patient","_name":[{}]}""", "unknown-element @ Patient")]
    [InlineData("""{"resourceType":"Patient","name":{"family":"x"}}""", "wrong-type @ Patient.name")]
    [InlineData("""{"resourceType":"Patient","active":[true]}""", "wrong-type @ Patient.active")]
    [InlineData("""{"resourceType":"Patient","active":"true"}""", "wrong-type @ Patient.active")]
    [InlineData("""{"resourceType":"Patient","birthDate":1990}""", "wrong-type @ Patient.birthDate")]
    [InlineData("""{"resourceType":"Patient","birthDate":null}""", "wrong-type @ Patient.birthDate")]
    [InlineData("""{"resourceType":"Patient","name":["Fox"]}""", "wrong-type @ Patient.name[0]")]
    [InlineData("""{"resourceType":"Patient","name":[null]}""", "wrong-type @ Patient.name[0]")]
    [InlineData("""{"resourceType":"Patient","name":[]}""", "empty-element @ Patient.name")]
    [InlineData("""{"resourceType":"Patient","name":[{}]}""", "empty-element @ Patient.name[0]")]
    [InlineData("""{"resourceType":"Patient","name":[{"family":""}]}""", "empty-element @ Patient.name[0].family")]
    [InlineData("""{"resourceType":"Patient","name":[{"id":"a"}]}""", "invariant-failed @ Patient.name[0]")]
    [InlineData("""{"resourceType":"Patient","name":[{"given":["A",null]}]}""", "wrong-type @ Patient.name[0].given[1]")]
    [InlineData("""{"resourceType":"Patient","name":[{"given":["A","B"],"_given":[{"id":"x"}]}]}""", "wrong-type @ Patient.name[0].given")]
    [InlineData("""{"resourceType":"Patient","_birthDate":"1990"}""", "wrong-type @ Patient.birthDate")]
    [InlineData("""{"resourceType":"Patient","_birthDate":{}}""", "empty-element @ Patient.birthDate")]
    [InlineData("""{"resourceType":"Patient","_birthDate":{"id":"a"}}""", "invariant-failed @ Patient.birthDate")]
    [InlineData("""{"resourceType":"Patient","_birthDate":{"value":"a"}}""", "unknown-element @ Patient.birthDate")]
    [InlineData("""{"resourceType":"Patient","birthDate":"1990-02-30"}""", "invalid-primitive @ Patient.birthDate")]
    [InlineData("""{"resourceType":"Patient","id":"a_b"}""", "invalid-primitive @ Patient.id")]
    [InlineData("""{"resourceType":"Patient","gender":"f"}""", "invalid-code @ Patient.gender")]
    [InlineData("""{"resourceType":"Patient","multipleBirthInteger":1.5}""", "invalid-primitive @ Patient.multipleBirth.ofType(integer)")]
    [InlineData("""{"resourceType":"Patient","multipleBirthString":"x"}""", "unknown-element @ Patient")]
    [InlineData("""{"resourceType":"Patient","multipleBirthInteger":1,"multipleBirthBoolean":true}""", "cardinality @ Patient.multipleBirth")]
    [InlineData("""{"resourceType":"Patient","extension":[{"valueString":"x"}]}""", "missing-element @ Patient.extension[0].url")]
    [InlineData("""{"resourceType":"Patient","extension":[{"url":"http://a.example/b"}]}""", "invariant-failed @ Patient.extension[0]")]
    [InlineData("""{"resourceType":"Patient","communication":[{"preferred":true}]}""", "missing-element @ Patient.communication[0].language")]
    [InlineData("""{"resourceType":"Task","status":"requested"}""", "missing-element @ Task.intent")]
    [InlineData("""{"resourceType":"Patient","managingOrganization":{"reference":"Patient/1"}}""", "invalid-reference @ Patient.managingOrganization.reference")]
    [InlineData("""{"resourceType":"Patient","managingOrganization":{"reference":"somewhere"}}""", "invalid-reference @ Patient.managingOrganization.reference")]
    [InlineData("""{"resourceType":"Patient","managingOrganization":{"reference":"Organization?identifier=a"}}""", "invalid-reference @ Patient.managingOrganization.reference")]
    [InlineData("""{"resourceType":"Patient","managingOrganization":{"reference":"Organization/1","type":"Patient"}}""", "invalid-reference @ Patient.managingOrganization.type")]
    [InlineData("""{"resourceType":"Patient","contained":[{"id":"x"}]}""", "invalid-resource @ Patient.contained[0]")]
    [InlineData("""{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","nam":1}]}""", "unknown-element @ Patient.contained[0]")]
    [InlineData("""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","gender":"x"}}]}""", "invalid-code @ Bundle.entry[0].resource.gender")]
    [InlineData("""{"resourceType":"Condition","subject":{"display":"x"},"clinicalStatus":{"coding":[{"system":"http://a.example","code":"active"}]}}""", "invalid-code @ Condition.clinicalStatus")]
    [InlineData("""{"resourceType":"Condition","subject":{"display":"x"},"clinicalStatus":{"text":"active"}}""", "invalid-code @ Condition.clinicalStatus")]
    public void What_does_not_follow_the_definition_is_refused_with_code_and_place(string json, string error)
    {
        Assert.Equal([error], Check.Errors(json));
    }

    [Fact]
    public void Every_issue_is_told_not_only_the_first()
    {
        Assert.Equal(
            ["invalid-code @ Task.status", "unknown-element @ Task", "missing-element @ Task.intent"],
            Check.Errors("""{"resourceType":"Task","status":"x","foo":1}"""));
    }

    [Fact]
    public void The_number_of_issues_is_bounded()
    {
        var names = string.Join(",", Enumerable.Range(0, 5000).Select(_ => "{}"));
        var issues = Check.Issues($$"""{"resourceType":"Patient","name":[{{names}}]}""");
        Assert.Equal(101, issues.Count);
        Assert.Equal("too-many-issues", issues[^1].Problem.Code);
    }

    [Fact]
    public void An_unknown_name_is_repeated_only_when_it_looks_like_one()
    {
        Assert.Contains("'birthdate'. Did you mean 'birthDate'?", Text("birthdate"), StringComparison.Ordinal);
        Assert.DoesNotContain("Jane", Text("Jane Doe, 1 Road"), StringComparison.Ordinal);
    }

    private static string Text(string name) => Assert.Single(Check.Issues($$"""{"resourceType":"Patient","{{name}}":1}""")).Text;
}
