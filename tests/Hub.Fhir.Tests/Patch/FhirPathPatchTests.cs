using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Patch;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.Patch;

public sealed class FhirPathPatchTests
{
    [Theory]
    [InlineData(
        """{"resourceType":"Patient","name":[{"given":["A","B"],"_given":[null,{"id":"b"}]}]}""",
        """{"type":"delete","path":"Patient.name.given[0]"}""",
        """{"resourceType":"Patient","name":[{"given":["B"],"_given":[{"id":"b"}]}]}""")]
    [InlineData(
        """{"resourceType":"Patient","name":[{"given":["A","B"],"_given":[null,{"id":"b"}]}]}""",
        """{"type":"replace","path":"Patient.name.given[1]","value":{"valueString":"C"}}""",
        """{"resourceType":"Patient","name":[{"given":["A","C"]}]}""")]
    [InlineData(
        """{"resourceType":"Patient","birthDate":"1990"}""",
        """{"type":"add","path":"Patient.birthDate","name":"extension","value":{"valueExtension":{"url":"http://a.example","valueCode":"x"}}}""",
        null)]
    [InlineData(
        """{"resourceType":"Observation","valueInteger":1}""",
        """{"type":"replace","path":"Observation.value","value":{"valueString":"C"}}""",
        """{"resourceType":"Observation","valueString":"C"}""")]
    [InlineData(
        """{"resourceType":"Observation","status":"final"}""",
        """{"type":"add","path":"Observation","name":"value","value":{"valueString":"C"}}""",
        """{"resourceType":"Observation","status":"final","valueString":"C"}""")]
    [InlineData(
        """{"resourceType":"Patient","active":true}""",
        """{"type":"insert","path":"Patient.name","index":0,"value":{"valueHumanName":{"family":"C"}}}""",
        """{"resourceType":"Patient","active":true,"name":[{"family":"C"}]}""")]
    [InlineData(
        """{"resourceType":"Patient","name":[{"family":"A"},{"family":"B"}]}""",
        """{"type":"delete","path":"Patient.name.where(family = 'A')"}""",
        """{"resourceType":"Patient","name":[{"family":"B"}]}""")]
    [InlineData("""{"resourceType":"Patient","active":true}""", """{"type":"delete","path":"Patient.gender"}""", """{"resourceType":"Patient","active":true}""")]
    [InlineData("""{"resourceType":"Patient","active":true}""", """{"type":"replace","path":"Patient.gender","value":{"valueCode":"male"}}""", null)]
    [InlineData("""{"resourceType":"Patient","active":true}""", """{"type":"add","path":"Patient","name":"active","value":{"valueBoolean":false}}""", null)]
    [InlineData("""{"resourceType":"Patient","active":true}""", """{"type":"add","path":"Patient","name":"nonsense","value":{"valueBoolean":false}}""", null)]
    [InlineData("""{"resourceType":"Patient","active":true}""", """{"type":"delete","path":"Patient"}""", null)]
    [InlineData("""{"resourceType":"Patient","active":true}""", """{"type":"delete","path":"1 + 1"}""", null)]
    [InlineData("""{"resourceType":"Patient","active":true}""", """{"type":"delete","path":"Patient.."}""", null)]
    [InlineData("""{"resourceType":"Patient","active":true}""", """{"type":"grow","path":"Patient"}""", null)]
    [InlineData("""{"resourceType":"Patient","name":[{"family":"A"}]}""", """{"type":"move","path":"Patient.name","source":0,"destination":3}""", null)]
    [InlineData("""{"resourceType":"Patient","name":[{"family":"A"}]}""", """{"type":"insert","path":"Patient.name","index":2,"value":{"valueHumanName":{"family":"C"}}}""", null)]
    public void Operations_change_what_their_path_names_or_are_refused(string before, string operation, string? after)
    {
        var issues = new List<Issue>();
        var result = FhirPathPatch.Apply(JsonText.Of(Encoding.UTF8.GetBytes(before)), FhirElement.OfResource(Parameters(operation).Root), issues);
        Assert.Equal(after, result is null ? null : Encoding.UTF8.GetString(result.Utf8.Span));
        Assert.Equal(after is null, issues.Count == 1);
    }

    private static JsonText Parameters(string operation)
    {
        var parts = new List<string>();
        foreach (var property in JsonText.Of(Encoding.UTF8.GetBytes(operation)).Root.Properties)
        {
            parts.Add(property.Value.Kind switch
            {
                JsonKind.Object => $$"""{"name":"{{property.Name}}",{{property.Value.ToString()[1..]}}""",
                JsonKind.Number => $$"""{"name":"{{property.Name}}","valueInteger":{{property.Value}}}""",
                _ => $$"""{"name":"{{property.Name}}","valueString":{{property.Value}}}""",
            });
        }

        return JsonText.Of(Encoding.UTF8.GetBytes($$"""{"resourceType":"Parameters","parameter":[{"name":"operation","part":[{{string.Join(",", parts)}}]}]}"""));
    }
}
