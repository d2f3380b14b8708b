using System.Diagnostics;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Types;
using Xunit.Abstractions;

namespace Hub.Fhir.Tests.FhirPath;

/// <summary>Every expression of the R4 definitions, over every official example.</summary>
public sealed class DefinitionExpressionsTests(ITestOutputHelper log)
{
    [Fact]
    public void Every_search_parameter_of_R4_compiles()
    {
        var expressions = DefinitionSet.R4.AllSearchParameters.Select(parameter => parameter.Expression)
            .Concat(DefinitionSet.R4.AllSearchParameters.SelectMany(parameter => parameter.Components.Select(component => component.Expression)))
            .OfType<string>().Distinct().ToList();

        Assert.All(expressions, expression => Assert.Equal(expression, FhirPathExpression.Compile(expression).Text));
        log.WriteLine($"{expressions.Count} expressions");
    }

    [Fact]
    public void Every_invariant_of_R4_compiles()
    {
        var invariants = Invariants().Select(row => row.Expression).Distinct().ToList();

        Assert.All(invariants, expression => Assert.Equal(expression, FhirPathExpression.Compile(expression).Text));
        log.WriteLine($"{invariants.Count} invariants");
    }

    [ThirdPartyFact]
    public void Search_parameters_and_invariants_run_over_all_examples()
    {
        var context = new EvaluationContext { ResolvesToType = true };
        var broken = new Dictionary<string, int>(StringComparer.Ordinal);
        var (evaluations, watch) = (0, Stopwatch.StartNew());
        foreach (var file in ThirdParty.Files("examples"))
        {
            var resource = FhirElement.OfResource(JsonText.Of(File.ReadAllBytes(file)).Root);
            foreach (var parameter in DefinitionSet.R4.SearchParameters(resource.Type.Name).Where(parameter => parameter.Expression is not null))
            {
                FhirPathExpression.Compile(parameter.Expression!).Evaluate(resource, context);
                evaluations++;
            }

            evaluations += RunInvariants(resource, context, broken);
        }

        log.WriteLine($"{evaluations} evaluations in {watch.ElapsedMilliseconds} ms");

        // que-7 asks for the System type Boolean of a FHIR boolean.
        Assert.Equal(["error que-7 1"], broken.Where(row => row.Key.StartsWith("error", StringComparison.Ordinal)).Select(row => $"{row.Key} {row.Value}"));
    }

    private static int RunInvariants(FhirElement element, EvaluationContext context, Dictionary<string, int> broken)
    {
        var count = 0;
        foreach (var invariant in element.Type.Invariants)
        {
            count++;
            if (FhirPathExpression.Compile(invariant.Expression).Test(element, context) == false)
            {
                broken[$"{invariant.Severity} {invariant.Key}"] = broken.GetValueOrDefault($"{invariant.Severity} {invariant.Key}") + 1;
            }
        }

        foreach (var child in element.Children())
        {
            count += RunInvariants(child, context, broken);
        }

        return count;
    }

    private static IEnumerable<Invariant> Invariants() => DefinitionSet.R4.Types.SelectMany(type => type.Invariants
        .Concat(type.Elements.SelectMany(element => element.Invariants)));
}
