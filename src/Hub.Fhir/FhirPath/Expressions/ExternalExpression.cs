using Hub.Fhir.FhirPath.Parsing;

namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>externalConstant: '%' ( identifier | STRING ), with the names that FHIR defines (http://hl7.org/fhir/R4/fhirpath.html#vars).</summary>
internal sealed class ExternalExpression(string name, int position) : Expression(position, 1)
{
    /// <summary>Names that no variable can take.</summary>
    public static bool IsGiven(string name) => name is "context" or "resource" or "rootResource" or "ucum" or "sct" or "loinc"
        || name.StartsWith("vs-", StringComparison.Ordinal) || name.StartsWith("ext-", StringComparison.Ordinal);

    public override void Evaluate(in Scope scope, ValueList output)
    {
        var context = scope.Context;
        switch (name)
        {
            case "context":
                output.Add(context.Focus);
                break;
            case "resource":
                output.Add(context.Resource.Exists ? context.Resource : context.Focus.Resource);
                break;
            case "rootResource":
                output.Add(context.RootResource.Exists ? context.RootResource : context.Focus.RootResource);
                break;
            default:
                AddNamed(scope, output);
                break;
        }
    }

    public override string ToString() => $"%{Escapes.Quote(name, '`')}";

    private void AddNamed(in Scope scope, ValueList output)
    {
        if (scope.Variables?.Find(name) is { } defined)
        {
            scope.Context.Spend(defined.Length, Position);
            output.AddRange(defined);
            return;
        }

        if (scope.Context.Variables?.TryGetValue(name, out var values) ?? false)
        {
            output.AddRange([.. values]);
            return;
        }

        output.Add(Constant() ?? throw Error($"There is no variable %{name}"));
    }

    private string? Constant() => name switch
    {
        "ucum" => "http://unitsofmeasure.org",
        "sct" => "http://snomed.info/sct",
        "loinc" => "http://loinc.org",
        _ when name.StartsWith("vs-", StringComparison.Ordinal) => "http://hl7.org/fhir/ValueSet/" + name[3..],
        _ when name.StartsWith("ext-", StringComparison.Ordinal) => "http://hl7.org/fhir/StructureDefinition/" + name[4..],
        _ => null,
    };
}
