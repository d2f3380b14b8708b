namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>expression: expression '[' expression ']'</summary>
internal sealed class IndexerExpression(Expression target, Expression index, int position)
    : Expression(position, 1 + Math.Max(target.Depth, index.Depth))
{
    public Expression Target { get; } = target;

    public Expression Index { get; } = index;

    public override void Evaluate(in Scope scope, ValueList output)
    {
        var items = scope.Rent();
        var numbers = scope.Rent();
        Target.Evaluate(scope, items);
        Index.Evaluate(scope, numbers);
        if (Singleton.Integer(numbers, Index.Position) is { } number && number >= 0 && number < items.Count)
        {
            output.Add(items[number]);
        }

        scope.Return(numbers);
        scope.Return(items);
    }

    public override string ToString() => $"{Target}[{Index}]";
}
