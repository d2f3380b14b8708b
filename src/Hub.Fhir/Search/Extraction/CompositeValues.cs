using Hub.Fhir.FhirPath;
using Hub.Fhir.Types;

namespace Hub.Fhir.Search.Extraction;

/// <summary>The values of each component of one element, in every combination (https://hl7.org/fhir/R4/search.html#composite).</summary>
internal static class CompositeValues
{
    private const int MaxCombinations = 200;

    public static void Add(
        FhirElement element,
        string parameter,
        IReadOnlyList<(FhirPathExpression Expression, Indexing Indexing)> components,
        EvaluationContext context,
        List<SearchValue> values)
    {
        IReadOnlyList<IReadOnlyList<SearchValue>> combinations = [[]];
        foreach (var (expression, indexing) in components)
        {
            var parts = new List<SearchValue>();
            foreach (var item in expression.Evaluate(element, context))
            {
                Values.Add(item, indexing, parts);
            }

            combinations = [.. combinations.SelectMany(_ => parts, (before, part) => (IReadOnlyList<SearchValue>)[.. before, part]).Take(MaxCombinations)];
        }

        values.AddRange(combinations.Select(parts => new CompositeValue(parameter, parts)));
    }
}
