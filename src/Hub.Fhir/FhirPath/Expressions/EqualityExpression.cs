using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>expression: expression ('=' | '~' | '!=' | '!~') expression</summary>
internal sealed class EqualityExpression(string operation, Expression left, Expression right, int position)
    : BooleanExpression(position, 1 + Math.Max(left.Depth, right.Depth))
{
    public override IReadOnlyList<Expression> Operands { get; } = [left, right];

    private readonly SystemString? text = (right as LiteralExpression)?.Value as SystemString;

    public override bool? Test(in Scope scope)
    {
        var one = scope.Rent();
        left.Evaluate(scope, one);
        var truth = text is not null && operation is "=" or "!=" ? EqualsText(one) : null;
        if (truth is null && one.Count > 0 || operation is "~" or "!~")
        {
            var other = scope.Rent();
            right.Evaluate(scope, other);
            truth = operation is "=" or "!=" ? Equality.AreEqual(one, other, scope.Context, Position) : Equality.AreEquivalent(one, other, scope.Context, Position);
            scope.Return(other);
        }

        scope.Return(one);
        return operation[0] == '!' ? !truth : truth;
    }

    public override string ToString() => $"({left} {operation} {right})";

    /// <summary>The usual case, one string-like element against a literal, without making strings; null when it is another.</summary>
    private bool? EqualsText(ValueList one)
    {
        if (one.Count != 1 || !one[0].IsElement || !ElementValues.IsText(one[0].Element.Type))
        {
            return null;
        }

        var value = one[0].Element.Value;
        return value.Exists ? value.TextEquals(text!.Utf8) : null;
    }
}
