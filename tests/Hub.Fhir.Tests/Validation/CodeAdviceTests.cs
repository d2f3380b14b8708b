using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Tests.Care;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Tests.Validation;

/// <summary>What is said of codes that nothing at the door decides.</summary>
public sealed class CodeAdviceTests
{
    [Theory]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"1234-5"}]}}""", "Information not-checked Observation.code.coding[0]")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"coding":[{"code":"1234-5"}]}}""", "Information not-checked Observation.code.coding[0]")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"Mood"}}""", "")]
    [InlineData("""{"resourceType":"Patient","maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M"}]}}""", "")]
    [InlineData("""{"resourceType":"Patient","maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"XX"}]}}""", "Warning invalid-code Patient.maritalStatus; Warning invalid-code Patient.maritalStatus.coding[0].code")]
    [InlineData("""{"resourceType":"Patient","maritalStatus":{"coding":[{"system":"https://local.example/marital","code":"it-is-complicated"}]}}""", "Warning invalid-code Patient.maritalStatus; Information not-checked Patient.maritalStatus.coding[0]")]
    [InlineData("""{"resourceType":"Patient","maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M"},{"system":"https://local.example/marital","code":"x"}]}}""", "Information not-checked Patient.maritalStatus.coding[1]")]
    [InlineData("""{"resourceType":"Patient","language":"en"}""", "Information not-checked Patient.language")]
    [InlineData("""{"resourceType":"Binary","contentType":"text/plain"}""", "Information not-checked Binary.contentType")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":4,"system":"http://unitsofmeasure.org","code":"mg/dL"}}""", "")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":4,"system":"http://unitsofmeasure.org","code":"spoons"}}""", "Information not-checked Observation.value.ofType(Quantity)")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"extension":[{"url":"https://local.example/e","valueCoding":{"system":"https://local.example/s","code":"x"}}]}""", "Information not-checked Observation.extension[0].value.ofType(Coding)")]
    [InlineData("""{"resourceType":"Basic","code":{"coding":[{"system":"https://referralhub.example/fhir/CodeSystem/record-kind","code":"supervision"}]}}""", "")]
    public void What_cannot_be_checked_is_said_to_be_so_and_never_to_be_valid_or_invalid(string json, string told)
    {
        var issues = new List<Issue>();
        CodeAdvice.Check(Given.Valid(json).Element, TerminologySet.Held, issues);

        Assert.Equal(told, string.Join("; ", issues.Select(issue => $"{issue.Severity} {issue.Problem.Code} {issue.Expression}")));
        Assert.DoesNotContain(issues, issue => issue.Text.Contains("local.example", StringComparison.Ordinal));
    }

    [ThirdPartyFact]
    public void Codes_of_official_examples_are_never_called_an_error()
    {
        foreach (var file in ThirdParty.Files("examples"))
        {
            var issues = new List<Issue>();
            if (Check.Issues(File.ReadAllBytes(file), out var resource).Exists(issue => issue.IsError))
            {
                continue;
            }

            CodeAdvice.Check(resource!.Element, TerminologySet.Held, issues);
            Assert.DoesNotContain(issues, issue => issue.IsError);
            Assert.InRange(issues.Count, 0, 1001);
        }
    }
}
