using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Tests.Care;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.Tests.Validation.Profiles;

/// <summary>Extensions by their definition: what they carry and where they may stand.</summary>
public sealed class ExtensionCheckTests
{
    private const string R4 = "http://hl7.org/fhir/StructureDefinition/";

    [Theory]
    [InlineData("patient-genderIdentity", "\"valueCodeableConcept\":{\"text\":\"x\"}", "")]
    [InlineData("patient-genderIdentity", "\"valueString\":\"x\"", "Error profile-failed Patient.extension[0].value.ofType(string)")]
    [InlineData("patient-genderIdentity", "\"extension\":[{\"url\":\"a\",\"valueString\":\"x\"}]", "Error profile-failed Patient.extension[0].extension; Error profile-failed Patient.extension[0].value")]
    [InlineData("patient-nationality", "\"extension\":[{\"url\":\"code\",\"valueCodeableConcept\":{\"text\":\"x\"}}]", "")]
    [InlineData("patient-nationality", "\"extension\":[{\"url\":\"code\",\"valueString\":\"x\"}]", "Error profile-failed Patient.extension[0].extension[0].value.ofType(string)")]
    [InlineData("goal-acceptance", "\"extension\":[{\"url\":\"individual\",\"valueReference\":{\"reference\":\"Patient/1\"}}]", "Error profile-failed Patient.extension[0]")]
    [InlineData("patient-shoeSize", "\"valueDecimal\":42", "Warning unknown-profile Patient.extension[0].url")]
    public void Those_of_R4_are_held_to_their_definition(string name, string members, string told) =>
        Assert.Equal(told, Told($$"""{"resourceType":"Patient","extension":[{"url":"{{R4}}{{name}}",{{members}}}]}"""));

    [Theory]
    [InlineData("""{"resourceType":"Patient","extension":[{"url":"https://a.example/x","valueCode":"x"}]}""", "Information not-checked Patient.extension[0].url")]
    [InlineData("""{"resourceType":"Patient","modifierExtension":[{"url":"https://a.example/x","valueCode":"x"}]}""", "Warning not-checked Patient.modifierExtension[0].url")]
    [InlineData("""{"resourceType":"Patient","extension":[{"url":"https://a.example/x","extension":[{"url":"part","valueCode":"x"}]}]}""", "Information not-checked Patient.extension[0].url")]
    [InlineData("""{"resourceType":"Patient","_birthDate":{"extension":[{"url":"https://a.example/x","valueCode":"x"}]}}""", "Information not-checked Patient.birthDate.extension[0].url")]
    [InlineData("""{"resourceType":"Patient","contained":[{"resourceType":"Basic","id":"b","code":{"text":"x"},"subject":{"reference":"#"},"extension":[{"url":"https://a.example/x","valueCode":"x"}]}]}""", "Information not-checked Patient.contained[0].extension[0].url")]
    public void Others_are_told_as_not_checked(string json, string told) => Assert.Equal(told, Told(json));

    [Theory]
    [InlineData("""{"resourceType":"Patient","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime","valueDateTime":"2010-01-01T10:00:00Z"}]}}""", "")]
    [InlineData("""{"resourceType":"Patient","name":[{"_family":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/humanname-own-name","valueString":"x"}]}}]}""", "")]
    [InlineData("""{"resourceType":"Patient","name":[{"_text":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/humanname-own-name","valueString":"x"}]}}]}""", "Error profile-failed Patient.name[0].text.extension[0]")]
    [InlineData("""{"resourceType":"Questionnaire","status":"draft","item":[{"linkId":"1","type":"group","item":[{"linkId":"2","type":"string","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-hidden","valueBoolean":true}]}]}]}""", "")]
    [InlineData("""{"resourceType":"Questionnaire","status":"draft","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-hidden","valueBoolean":true}]}""", "Error profile-failed Questionnaire.extension[0]")]
    [InlineData("""{"resourceType":"Patient","extension":[{"url":"https://referralhub.example/fhir/StructureDefinition/meanwhile","valueString":"x"}]}""", "Error profile-failed Patient.extension[0]")]
    public void They_stand_where_their_definition_lets_them(string json, string told) => Assert.Equal(told, Told(json));

    [Fact]
    public void A_context_may_be_another_extension_or_a_path()
    {
        var context = """{"resourceType":"StructureDefinition","url":"https://test.example/StructureDefinition/inner","name":"inner","type":"Extension","context":[{"type":"extension","expression":"https://a.example/outer"},{"type":"fhirpath","expression":"name.where(use = 'old')"}],"differential":{"element":[{"path":"Extension"}]}}""";
        var validator = new ProfileValidator(ProfileSet.Of([Given.Parse(context)], TerminologySet.Held));
        const string extension = """{"url":"https://test.example/StructureDefinition/inner","valueCode":"x"}""";

        Assert.Equal([], Errors(validator, $$"""{"resourceType":"Patient","extension":[{"url":"https://a.example/outer","extension":[{{extension}}]}]}"""));
        Assert.Equal([], Errors(validator, $$"""{"resourceType":"Patient","name":[{"use":"old","extension":[{{extension}}]}]}"""));
        Assert.Equal(["Patient.name[0].extension[0]"], Errors(validator, $$"""{"resourceType":"Patient","name":[{"use":"usual","extension":[{{extension}}]}]}"""));
    }

    private static IEnumerable<string> Errors(ProfileValidator validator, string json)
    {
        var issues = new List<Issue>();
        validator.Check(Given.Valid(json).Element, [], issues);
        return issues.Where(issue => issue.IsError).Select(issue => issue.Expression!);
    }

    private static string Told(string json) =>
        string.Join("; ", Given.Findings(json).Select(issue => $"{issue.Severity} {issue.Problem.Code} {issue.Expression}"));
}
