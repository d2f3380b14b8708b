namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>expression: expression ('in' | 'contains') expression</summary>
internal sealed class MembershipExpression(string operation, Expression left, Expression right, int position)
    : BooleanExpression(position, 1 + Math.Max(left.Depth, right.Depth))
{
    public override IReadOnlyList<Expression> Operands { get; } = [left, right];

    public override bool? Test(in Scope scope)
    {
        var (item, list) = operation == "in" ? (left, right) : (right, left);
        var one = scope.Rent();
        item.Evaluate(scope, one);
        bool? found = one.Count == 0 ? null : Holds(list, scope, Singleton.Only(one, item.Position));
        scope.Return(one);
        return found;
    }

    public override string ToString() => $"({left} {operation} {right})";

    // To be in a union is to be on one of its sides.
    private bool Holds(Expression list, in Scope scope, in FhirPathValue item)
    {
        if (list is UnionExpression union)
        {
            return Holds(union.Operands[0], scope, item) || Holds(union.Operands[1], scope, item);
        }

        var many = scope.Rent();
        list.Evaluate(scope, many);
        var found = Equality.Holds(many, item, scope.Context, Position);
        scope.Return(many);
        return found;
    }
}

/// <summary>expression: expression '|' expression, without duplicates</summary>
internal sealed class UnionExpression(Expression left, Expression right, int position)
    : Expression(position, 1 + Math.Max(left.Depth, right.Depth))
{
    public override IReadOnlyList<Expression> Operands { get; } = [left, right];

    public override void Evaluate(in Scope scope, ValueList output)
    {
        var all = scope.Rent();
        left.Evaluate(scope.Apart(), all);
        right.Evaluate(scope.Apart(), all);
        Distinct.Add(all, output, scope.Context, Position);
        scope.Return(all);
    }

    public override string ToString() => $"({left} | {right})";
}
