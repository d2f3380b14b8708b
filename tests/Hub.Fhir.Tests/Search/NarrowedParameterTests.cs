using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Search;
using Hub.Fhir.Search.Extraction;
using Hub.Fhir.Tests.FhirPath;

namespace Hub.Fhir.Tests.Search;

/// <summary>What a narrowed parameter has is taken from the wider one; its own expression, evaluated, is the oracle.</summary>
public sealed class NarrowedParameterTests
{
    private const string Contained = """ "contained":[{"resourceType":"Patient","id":"p"},{"resourceType":"Group","id":"g"}] """;

    private static readonly string[] References =
    [
        """{"reference":"Patient/1"}""",
        """{"reference":"Patient/1/_history/2"}""",
        """{"reference":"Patient/1","type":"Patient","identifier":{"system":"urn:nhs","value":"X"}}""",
        """{"reference":"Group/1"}""",
        """{"reference":"Practitioner/1"}""",
        """{"reference":"http://a.example/fhir/Patient/1"}""",
        """{"reference":"http://a.example/fhir/Group/1"}""",
        """{"reference":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"}""",
        """{"reference":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0","type":"Patient"}""",
        """{"reference":"1"}""",
        """{"reference":"#p"}""",
        """{"reference":"#p","identifier":{"value":"X"}}""",
        """{"reference":"#g","identifier":{"value":"X"}}""",
        """{"reference":"#","identifier":{"value":"X"}}""",
        """{"reference":"#nobody","identifier":{"value":"X"}}""",
        """{"type":"Patient","identifier":{"system":"urn:nhs","value":"X"}}""",
        """{"type":"Group","identifier":{"value":"X"}}""",
        """{"identifier":{"value":"X"}}""",
        """{"display":"Somebody"}""",
    ];

    [Theory]
    [InlineData("Observation", "patient", "subject", "Patient")]
    [InlineData("ServiceRequest", "patient", "subject", "Patient")]
    [InlineData("Task", "patient", "subject", "Patient")]
    [InlineData("Encounter", "practitioner", "participant", "Practitioner")]
    public void Is_told_from_its_expression(string type, string code, string wider, string target) =>
        Assert.Equal(new NarrowedParameter(code, wider, target), NarrowedParameter.Find(type, code));

    [Theory]
    [InlineData("Consent", "patient")]
    [InlineData("Observation", "subject")]
    [InlineData("Observation", "code")]
    [InlineData("Observation", "nothing")]
    public void A_parameter_with_values_of_its_own_is_none(string type, string code) => Assert.Null(NarrowedParameter.Find(type, code));

    [Fact]
    public void Has_the_values_that_its_own_expression_gives()
    {
        var compared = 0;
        foreach (var (type, narrowed) in DefinitionSet.R4.ResourceTypes.SelectMany(type => NarrowedParameter.Of(type).Select(narrowed => (type, narrowed))))
        {
            var oracle = new IndexedParameter(type, SearchParameters.Find(type, narrowed.Code)!);
            foreach (var reference in References)
            {
                var resource = APath.Resource($"{{\"resourceType\":\"{type}\",{Contained},{Placed(type, narrowed.Wider, reference)}}}");
                var expected = new List<SearchValue>();
                oracle.Extract(resource, new EvaluationContext { ResolvesToType = true }, expected);
                var values = SearchIndex.Extract(resource);

                Assert.Equal(expected, values.Where(value => value.Parameter == narrowed.Code));
                compared += values.Any(value => value.Parameter == narrowed.Wider) ? 1 : 0;
            }
        }

        Assert.True(compared > 500, $"{compared} references were found by the wider parameter.");
    }

    /// <summary>The reference where the expression of the parameter looks for it.</summary>
    private static string Placed(string type, string parameter, string reference)
    {
        var path = SearchParameters.Find(type, parameter)!.Expression!.Split('|').Select(branch => branch.Trim().Split('.')).First(branch => branch[0] == type)[1..];
        return string.Concat(path.Select((name, depth) => depth == 0 ? $"\"{name}\":" : $"{{\"{name}\":")) + reference + new string('}', path.Length - 1);
    }
}
