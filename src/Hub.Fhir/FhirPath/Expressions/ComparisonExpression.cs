using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>expression: expression ('&lt;=' | '&lt;' | '&gt;' | '&gt;=') expression</summary>
internal sealed class ComparisonExpression(string operation, Expression left, Expression right, int position)
    : BooleanExpression(position, 1 + Math.Max(left.Depth, right.Depth))
{
    public override IReadOnlyList<Expression> Operands { get; } = [left, right];

    public override bool? Test(in Scope scope)
    {
        var one = scope.Rent();
        var other = scope.Rent();
        left.Evaluate(scope, one);
        right.Evaluate(scope, other);
        var truth = Singleton.Value(one, left.Position) is { } mine && Singleton.Value(other, right.Position) is { } theirs
            ? Holds(Ordering.Compare(mine, theirs, Position))
            : null;
        scope.Return(other);
        scope.Return(one);
        return truth;
    }

    public override string ToString() => $"({left} {operation} {right})";

    private bool? Holds(int? order) => order is not { } known ? null : operation switch
    {
        "<" => known < 0,
        "<=" => known <= 0,
        ">" => known > 0,
        _ => known >= 0,
    };
}
