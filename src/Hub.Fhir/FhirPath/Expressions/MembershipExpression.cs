namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>expression: expression ('in' | 'contains') expression</summary>
internal sealed class MembershipExpression(string operation, Expression left, Expression right, int position)
    : BooleanExpression(position, 1 + Math.Max(left.Depth, right.Depth))
{
    public override bool? Test(in Scope scope)
    {
        var (item, list) = operation == "in" ? (left, right) : (right, left);
        var one = scope.Rent();
        var many = scope.Rent();
        item.Evaluate(scope, one);
        list.Evaluate(scope, many);
        bool? found = one.Count == 0 ? null : Equality.Holds(many, Singleton.Only(one, item.Position), scope.Context, Position);
        scope.Return(many);
        scope.Return(one);
        return found;
    }

    public override string ToString() => $"({left} {operation} {right})";
}

/// <summary>expression: expression '|' expression, without duplicates</summary>
internal sealed class UnionExpression(Expression left, Expression right, int position)
    : Expression(position, 1 + Math.Max(left.Depth, right.Depth))
{
    public Expression Left { get; } = left;

    public Expression Right { get; } = right;

    public override void Evaluate(in Scope scope, ValueList output)
    {
        var all = scope.Rent();
        Left.Evaluate(scope, all);
        Right.Evaluate(scope, all);
        Distinct.Add(all, output, scope.Context, Position);
        scope.Return(all);
    }

    public override string ToString() => $"({Left} | {Right})";
}
