using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>expression: expression ('*' | '/' | 'div' | 'mod') expression, and expression ('+' | '-') expression</summary>
internal sealed class ArithmeticExpression(string operation, Expression left, Expression right, int position)
    : Expression(position, 1 + Math.Max(left.Depth, right.Depth))
{
    public override IReadOnlyList<Expression> Operands { get; } = [left, right];

    public override void Evaluate(in Scope scope, ValueList output)
    {
        var one = scope.Rent();
        var other = scope.Rent();
        left.Evaluate(scope, one);
        right.Evaluate(scope, other);
        if (Singleton.Value(one, left.Position) is { } mine && Singleton.Value(other, right.Position) is { } theirs)
        {
            var start = output.Count;
            output.Add(Arithmetic.Calculate(operation, mine, theirs, Position));
            scope.Context.SpendOn(output, start, Position);
        }

        scope.Return(other);
        scope.Return(one);
    }

    public override string ToString() => $"({left} {operation} {right})";
}

/// <summary>expression: expression '&amp;' expression, where empty counts as ''</summary>
internal sealed class ConcatenationExpression(Expression left, Expression right, int position)
    : Expression(position, 1 + Math.Max(left.Depth, right.Depth))
{
    public override IReadOnlyList<Expression> Operands { get; } = [left, right];

    public override void Evaluate(in Scope scope, ValueList output)
    {
        var start = output.Count;
        output.Add(Text(left, scope) + Text(right, scope));
        scope.Context.SpendOn(output, start, Position);
    }

    public override string ToString() => $"({left} & {right})";

    private static string Text(Expression operand, in Scope scope)
    {
        var values = scope.Rent();
        operand.Evaluate(scope, values);
        var text = Singleton.Text(values, operand.Position) ?? "";
        scope.Return(values);
        return text;
    }
}

/// <summary>expression: ('+' | '-') expression</summary>
internal sealed class PolarityExpression(bool isMinus, Expression operand, int position) : Expression(position, 1 + operand.Depth)
{
    public override IReadOnlyList<Expression> Operands { get; } = [operand];

    public bool IsMinus { get; } = isMinus;

    public Expression Operand { get; } = operand;

    public override void Evaluate(in Scope scope, ValueList output)
    {
        var values = scope.Rent();
        Operand.Evaluate(scope, values);
        if (Singleton.Value(values, Position) is { } value)
        {
            output.Add(!IsMinus ? Number(value) : value switch
            {
                SystemInteger { Value: not int.MinValue } integer => SystemInteger.Of(-integer.Value),
                SystemLong { Value: not long.MinValue } wide => new SystemLong(-wide.Value),
                SystemDecimal number => new SystemDecimal(-number.Value),
                SystemQuantity quantity => new SystemQuantity(-quantity.Value, quantity.Unit, quantity.IsWord),
                _ => throw Singleton.Wrong("number", value, Position),
            });
        }

        scope.Return(values);
    }

    public override string ToString() => $"({(IsMinus ? '-' : '+')}{Operand})";

    private SystemValue Number(SystemValue value) =>
        value is SystemInteger or SystemLong or SystemDecimal or SystemQuantity ? value : throw Singleton.Wrong("number", value, Position);
}
