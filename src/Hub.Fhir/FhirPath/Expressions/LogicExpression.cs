namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>expression: expression ('and' | 'or' | 'xor' | 'implies') expression, in three values (https://hl7.org/fhirpath/N1/#boolean-logic).</summary>
internal sealed class LogicExpression(string operation, Expression left, Expression right, int position)
    : BooleanExpression(position, 1 + Math.Max(left.Depth, right.Depth))
{
    public override IReadOnlyList<Expression> Operands { get; } = [left, right];

    public override bool? Test(in Scope scope)
    {
        var first = left.Test(scope);
        return operation switch
        {
            "and" => first == false ? false : And(first, right.Test(scope)),
            "or" => first == true ? true : Or(first, right.Test(scope)),
            "implies" => first == false ? true : Or(!first, right.Test(scope)),
            _ => first is null || right.Test(scope) is not { } second ? null : first != second,
        };
    }

    public override string ToString() => $"({left} {operation} {right})";

    private static bool? And(bool? one, bool? other) => one == false || other == false ? false : one is null || other is null ? null : true;

    private static bool? Or(bool? one, bool? other) => one == true || other == true ? true : one is null || other is null ? null : false;
}
