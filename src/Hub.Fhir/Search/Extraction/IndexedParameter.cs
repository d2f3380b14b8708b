using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Types;

namespace Hub.Fhir.Search.Extraction;

/// <summary>A search parameter made ready for one resource type: the branches of its expression that begin at that type.</summary>
internal sealed class IndexedParameter
{
    private readonly IReadOnlyList<(FhirPathExpression Expression, Indexing Indexing)> branches;
    private readonly IReadOnlyList<(FhirPathExpression Expression, Indexing Indexing)> components;

    public IndexedParameter(string type, SearchParameter parameter)
    {
        Parameter = parameter;
        branches = [.. Branches.Of(type, parameter.Expression!).Select(text => (FhirPathExpression.Compile(text), new Indexing(parameter, text)))];
        components = [.. parameter.Components.Select(component => Component(component.Definition, ComponentErrata.Expression(parameter, component)))];
    }

    public SearchParameter Parameter { get; }

    public bool IsUsed => branches.Count > 0;

    public void Extract(FhirElement resource, EvaluationContext context, List<SearchValue> values)
    {
        var start = values.Count;
        foreach (var (expression, indexing) in branches)
        {
            foreach (var item in expression.Evaluate(resource, context))
            {
                if (Parameter.Type == SearchParameterType.Composite)
                {
                    CompositeValues.Add(item.Element, Parameter.Code, components, context, values);
                }
                else
                {
                    Values.Add(item, indexing, values);
                }
            }
        }

        DropRepeated(values, start);
    }

    private (FhirPathExpression Expression, Indexing Indexing) Component(string definition, string expression)
    {
        var path = branches.Count > 0 ? $"{branches[0].Expression.Text}.{expression}" : expression;
        return (FhirPathExpression.Compile(expression), new Indexing(SearchParameters.At(definition)!, path));
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
