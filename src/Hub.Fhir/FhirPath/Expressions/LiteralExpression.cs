using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>literal: BOOLEAN | STRING | NUMBER | LONGNUMBER | DATE | DATETIME | TIME | quantity</summary>
internal sealed class LiteralExpression(SystemValue value, int position) : Expression(position, 1)
{
    private readonly FhirPathValue item = new(value);

    public SystemValue Value { get; } = value;

    public override void Evaluate(in Scope scope, ValueList output) => output.Add(item);

    public override string ToString() => Value.ToLiteral();
}

/// <summary>literal: '{' '}'</summary>
internal sealed class EmptyExpression(int position) : Expression(position, 1)
{
    public override void Evaluate(in Scope scope, ValueList output)
    {
    }

    public override string ToString() => "{}";
}

/// <summary>invocation: '$this'</summary>
internal sealed class ThisExpression(int position) : Expression(position, 1)
{
    public override void Evaluate(in Scope scope, ValueList output)
    {
        if (scope.This.Exists)
        {
            output.Add(scope.This);
        }
    }

    public override string ToString() => "$this";
}

/// <summary>invocation: '$index'</summary>
internal sealed class IndexExpression(int position) : Expression(position, 1)
{
    public override void Evaluate(in Scope scope, ValueList output) => output.Add(scope.Index);

    public override string ToString() => "$index";
}

/// <summary>invocation: '$total'</summary>
internal sealed class TotalExpression(int position) : Expression(position, 1)
{
    public override void Evaluate(in Scope scope, ValueList output)
    {
        if (scope.Total is { } total)
        {
            scope.Context.Spend(total.Count, Position);
            output.AddRange(total.Items);
        }
    }

    public override string ToString() => "$total";
}
