using System.Globalization;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Search;
using Hub.Fhir.Tests.FhirPath;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.Search;

public sealed class SearchIndexTests
{
    [Theory]
    [InlineData("identifier", "urn:a|x1, [text Passport]|, urn:a|b2", """ "identifier":[{"system":"urn:a","value":"X1"},{"type":{"text":"Passport"}},{"system":"urn:a","value":"B2"}] """)]
    [InlineData("identifier:of-type", "http://t|NI|99b", """ "identifier":[{"type":{"coding":[{"system":"http://t","code":"NI"}]},"value":"99B"}] """)]
    [InlineData("telecom", "|01632 960001, |a@example.org", """ "telecom":[{"system":"phone","value":"01632 960001"},{"system":"email","value":"A@example.org"}] """)]
    [InlineData("phone", "|01632 960001", """ "telecom":[{"system":"phone","value":"01632 960001"},{"system":"email","value":"A@example.org"}] """)]
    [InlineData("gender", "http://hl7.org/fhir/administrative-gender|other", """ "gender":"other" """)]
    [InlineData("active", "|true", """ "active":true """)]
    [InlineData("deceased", "|true", """ "deceasedDateTime":"2020" """)]
    [InlineData("_tag", "http://t|T [Tag]", """ "meta":{"tag":[{"system":"http://t","code":"T","display":"Tag"}]} """)]
    [InlineData("language", "urn:ietf:bcp:47|cy, [text Cymraeg]|", """ "communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"cy"}],"text":"Cymraeg"}}] """)]
    [InlineData("name", "o'neil-smythe, zoe, ms, zoë o'neil", """ "name":[{"family":"O'Neil-Smythe","given":["Zoé"],"prefix":["Ms"],"text":"Zoë  O'Neil"}] """, true)]
    [InlineData("address", "1 high street, leeds, ls1 4ap", """ "address":[{"line":["1 High  Street"],"city":"Leeds","postalCode":"LS1 4AP","use":"home"}] """)]
    [InlineData("birthdate", "2010-05-01..2010-06-01", """ "birthDate":"2010-05" """)]
    [InlineData("organization", "Organization/camhs", """ "managingOrganization":{"reference":"Organization/camhs"} """)]
    [InlineData("organization", "http://x/Organization/1 is Organization/1", """ "managingOrganization":{"reference":"http://x/Organization/1"} """)]
    [InlineData("organization", "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", """ "managingOrganization":{"reference":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"} """)]
    [InlineData("organization", "identifier urn:ods|rx1", """ "managingOrganization":{"identifier":{"system":"urn:ods","value":"RX1"},"display":"Leeds"} """)]
    [InlineData("organization", "", """ "contained":[{"resourceType":"Organization","id":"o"}],"managingOrganization":{"reference":"#o"} """)]
    [InlineData("general-practitioner", "Practitioner/1, Organization/2 version 3", """ "generalPractitioner":[{"reference":"Practitioner/1"},{"reference":"Organization/2/_history/3"}] """)]
    public void Patient(string parameter, string expected, string content, bool withoutAccents = false) =>
        Assert.Equal(withoutAccents ? expected.Replace('ë', 'e') : expected, Values("Patient", content, parameter));

    [Theory]
    [InlineData("Encounter", "date", "2024-01-02..9999", """ "period":{"start":"2024-01-02"} """)]
    [InlineData("Encounter", "date", "0001..2024-01-03", """ "period":{"end":"2024-01-02"} """)]
    [InlineData("ServiceRequest", "occurrence", "2024-01-01..2024-02-03", """ "occurrenceTiming":{"event":["2024-02-02","2024-01-01"]} """)]
    [InlineData("ServiceRequest", "occurrence", "2024-01-01..9999", """ "occurrenceTiming":{"repeat":{"boundsPeriod":{"start":"2024-01-01"}}} """)]
    [InlineData("RiskAssessment", "probability", "0.25..0.25", """ "prediction":[{"probabilityDecimal":0.25}] """)]
    [InlineData("RiskAssessment", "probability", "0.1..0.3", """ "prediction":[{"probabilityRange":{"low":{"value":0.1},"high":{"value":0.3}}}] """)]
    [InlineData("Observation", "value-quantity", "5.40..5.40 http://unitsofmeasure.org|mg milligram", """ "valueQuantity":{"value":5.40,"unit":"milligram","system":"http://unitsofmeasure.org","code":"mg"} """)]
    [InlineData("Observation", "value-quantity", "-9999999999999999999..5", """ "valueQuantity":{"value":5,"comparator":"<"} """)]
    [InlineData("Observation", "code-value-quantity", "(c|1 + 5..5 ), (d|2 + 5..5 )", """ "code":{"coding":[{"system":"c","code":"1"},{"system":"d","code":"2"}]},"valueQuantity":{"value":5} """)]
    [InlineData("Observation", "code-value-date", "(c|1 + 2024-01-01..2025-01-01)", """ "code":{"coding":[{"system":"c","code":"1"}]},"valueDateTime":"2024" """)]
    [InlineData("CarePlan", "instantiates-canonical", "http://x/PlanDefinition/p version 2", """ "instantiatesCanonical":["http://x/PlanDefinition/p|2"] """)]
    [InlineData("CarePlan", "instantiates-uri", "http://x/y", """ "instantiatesUri":["http://x/y"] """)]
    [InlineData("Bundle", "message", "MessageHeader/m", """ "type":"message","entry":[{"resource":{"resourceType":"MessageHeader","id":"m"}}] """)]
    [InlineData("Condition", "onset-age", "12..12 http://unitsofmeasure.org|a ", """ "onsetAge":{"value":12,"system":"http://unitsofmeasure.org","code":"a"} """)]
    [InlineData("Task", "patient", "Patient/1", """ "for":{"reference":"Patient/1"} """)]
    [InlineData("Consent", "patient", "Patient/1", """ "patient":{"reference":"Patient/1"} """)]
    [InlineData("Task", "status", "http://hl7.org/fhir/task-status|accepted", """ "status":"accepted" """)]
    [InlineData("ServiceRequest", "patient", "", """ "subject":{"reference":"Group/1"} """)]
    public void Other_types(string type, string parameter, string expected, string content) => Assert.Equal(expected, Values(type, content, parameter));

    [Theory]
    [InlineData("Task", "for", "p1")]
    [InlineData("ServiceRequest", "subject", "p1")]
    [InlineData("Appointment", "participant", "p1", """[{"actor":{"reference":"Organization/o"}},{"actor":{"reference":"Patient/p1"}}]""")]
    [InlineData("Task", "owner", null)]
    [InlineData("Organization", "partOf", null)]
    public void The_compartment_is_that_of_the_first_patient(string type, string element, string? patient, string? value = null)
    {
        var json = $$"""{"resourceType":"{{type}}","{{element}}":{{value ?? """{"reference":"Patient/p1"}"""}}}""";

        Assert.Equal(patient, SearchIndex.Patient(Valid(json)));
        Assert.Equal("new", SearchIndex.Patient(Valid("""{"resourceType":"Patient"}"""), "new"));
    }

    [ThirdPartyFact]
    public void Every_example_gives_values_of_known_parameters_in_its_own_types()
    {
        var total = 0;
        foreach (var file in ThirdParty.Files("examples"))
        {
            var resource = FhirElement.OfResource(JsonText.Of(File.ReadAllBytes(file)).Root);
            foreach (var value in SearchIndex.Extract(resource))
            {
                total++;
                var parameter = SearchParameters.Find(resource.Type.Name, value.Parameter.Replace(":of-type", "", StringComparison.Ordinal));
                Assert.Equal(Kind(value), parameter!.Type);
            }
        }

        Assert.True(total > 4000, $"{total}");
    }

    private static SearchParameterType Kind(SearchValue value) => value switch
    {
        TokenValue => SearchParameterType.Token,
        StringValue => SearchParameterType.String,
        ReferenceValue => SearchParameterType.Reference,
        DateValue => SearchParameterType.Date,
        NumberValue => SearchParameterType.Number,
        QuantityValue => SearchParameterType.Quantity,
        UriValue => SearchParameterType.Uri,
        _ => SearchParameterType.Composite,
    };

    private static Hub.Fhir.Validation.ValidResource Valid(string json)
    {
        var element = APath.Resource(json);
        return new(element.Value.Source!, element);
    }

    private static string Values(string type, string content, string parameter) => string.Join(", ", SearchIndex
        .Extract(APath.Resource($$"""{"resourceType":"{{type}}",{{content}}}""")).Where(value => value.Parameter == parameter).Select(Shown));

    private static string Shown(SearchValue value) => value switch
    {
        TokenValue { Code: null, System: null } token => $"[text {token.Text}]|",
        TokenValue token => $"{token.System}|{token.Code}{(token.Text is null ? "" : $" [{token.Text}]")}",
        StringValue text => text.Normal,
        ReferenceValue { Id: null, Url: null } logical => $"identifier {logical.IdentifierSystem}|{logical.IdentifierValue}",
        ReferenceValue reference => (reference.Url ?? $"{reference.Type}/{reference.Id}") + (reference is { Url: not null, Id: not null } ? $" is {reference.Type}/{reference.Id}" : "") + (reference.Version is null ? "" : $" version {reference.Version}"),
        DateValue date => $"{Day(date.Low)}..{Day(date.High)}",
        NumberValue number => string.Create(CultureInfo.InvariantCulture, $"{number.Low}..{number.High}"),
        QuantityValue { System: null } amount => string.Create(CultureInfo.InvariantCulture, $"{amount.Low}..{amount.High} {amount.Unit}").TrimEnd() + (amount.Low == amount.High ? " " : ""),
        QuantityValue amount => string.Create(CultureInfo.InvariantCulture, $"{amount.Low}..{amount.High} {amount.System}|{amount.Code} {amount.Unit}"),
        UriValue uri => uri.Uri,
        CompositeValue composite => $"({string.Join(" + ", composite.Parts.Select(Shown))})",
        _ => "",
    };

    private static string Day(DateTimeOffset moment) =>
        moment == DateTimeOffset.MinValue ? "0001" : moment == DateTimeOffset.MaxValue ? "9999" : moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
