using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Tests.Care;

namespace Hub.Fhir.Tests.Terminology;

public sealed class NhsNumberTests
{
    private const string Patient = """
        {"resourceType":"Patient","identifier":[{"system":"urn:x","value":"1"},{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9434765918"}],
         "managingOrganization":{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9434765919"}}}
        """;

    [Theory]
    [InlineData("9434765919", true)]
    [InlineData("9434765918", false)]
    [InlineData("4010232137", true)]
    [InlineData("401 023 2137", false)]
    [InlineData("401023213", false)]
    [InlineData("40102321377", false)]
    [InlineData("401023213X", false)]
    [InlineData("", false)]
    public void The_check_digit_decides(string number, bool isValid) => Assert.Equal(isValid, NhsNumber.IsValid(number));

    [Theory]
    [InlineData(NhsNumberRule.Error, Severity.Error)]
    [InlineData(NhsNumberRule.Warning, Severity.Warning)]
    public void A_wrong_number_is_named_by_its_place_as_configured(NhsNumberRule rule, Severity severity)
    {
        var issues = new List<Issue>();
        NhsNumber.Check(Given.Valid(Patient), rule, issues);

        var issue = Assert.Single(issues);
        Assert.Equal((severity, "Patient.identifier[1].value"), (issue.Severity, issue.Expression));
        Assert.DoesNotContain("9434765918", issue.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","identifier":[{"system":"https:\/\/fhir.nhs.uk\/Id\/nhs-number","value":"9434765918"}]}""", "Patient.identifier[0].value")]
    [InlineData("""{"resourceType":"Task","status":"draft","intent":"order","for":{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"1"}}}""", "Task.for.identifier.value")]
    [InlineData("""{"resourceType":"Basic","code":{"text":"x"},"contained":[{"resourceType":"Patient","id":"p","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"1"}]}],"subject":{"reference":"#p"}}""", "Basic.contained[0].identifier[0].value")]
    public void It_is_found_wherever_it_stands_and_however_it_is_escaped(string json, string place)
    {
        var issues = new List<Issue>();
        NhsNumber.Check(Given.Valid(json), NhsNumberRule.Error, issues);

        Assert.Equal(place, Assert.Single(issues).Expression);
    }

    [Fact]
    public void Switched_off_it_says_nothing()
    {
        var issues = new List<Issue>();
        NhsNumber.Check(Given.Valid(Patient), NhsNumberRule.Off, issues);

        Assert.Empty(issues);
    }
}
