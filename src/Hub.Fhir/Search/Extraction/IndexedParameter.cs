using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Types;

namespace Hub.Fhir.Search.Extraction;

/// <summary>A search parameter made ready for one resource type: the branches of its expression that begin at that type.</summary>
internal sealed class IndexedParameter(string type, SearchParameter parameter)
{
    private readonly FhirPathExpression[] branches = [.. Branches.Of(type, parameter.Expression!).Select(FhirPathExpression.Compile)];

    private readonly Indexing indexing = new(parameter);

    private readonly IReadOnlyList<(FhirPathExpression Expression, Indexing Indexing)> components =
    [
        .. parameter.Components.Select(component =>
            (FhirPathExpression.Compile(ComponentErrata.Expression(parameter, component)), new Indexing(SearchParameters.At(component.Definition)!))),
    ];

    /// <summary>False when no branch begins at the type.</summary>
    public bool IsUsed => branches.Length > 0;

    public void Extract(FhirElement resource, EvaluationContext context, List<SearchValue> values)
    {
        var start = values.Count;
        foreach (var branch in branches)
        {
            foreach (var item in branch.Evaluate(resource, context))
            {
                if (indexing.ParameterType == SearchParameterType.Composite)
                {
                    CompositeValues.Add(item.Element, indexing.Code, components, context, values);
                }
                else
                {
                    Values.Add(item, indexing, values);
                }
            }
        }

        DropRepeated(values, start);
    }

    private static void DropRepeated(List<SearchValue> values, int start)
    {
        for (var i = values.Count - 1; i > start; i--)
        {
            if (values.IndexOf(values[i], start, i - start) >= 0)
            {
                values.RemoveAt(i);
            }
        }
    }
}
