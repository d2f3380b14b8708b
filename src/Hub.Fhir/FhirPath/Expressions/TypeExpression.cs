namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>expression: expression 'is' typeSpecifier</summary>
internal sealed class IsExpression(Expression operand, TypeSpecifier type, int position) : BooleanExpression(position, 1 + operand.Depth)
{
    public override IReadOnlyList<Expression> Operands { get; } = [operand];

    public override bool? Test(in Scope scope)
    {
        var values = scope.Rent();
        operand.Evaluate(scope, values);
        bool? truth = values.Count == 0 ? null : type.Includes(Singleton.Only(values, Position));
        scope.Return(values);
        return truth;
    }

    public override string ToString() => $"({operand} is {type.Text})";
}

/// <summary>
/// expression: expression 'as' typeSpecifier. Search parameters of R4 use it on collections, so unlike as() it selects.
/// </summary>
internal sealed class AsExpression(Expression operand, TypeSpecifier type, int position) : Expression(position, 1 + operand.Depth)
{
    public override IReadOnlyList<Expression> Operands { get; } = [operand];

    public Expression Operand { get; } = operand;

    public TypeSpecifier Type { get; } = type;

    public override void Evaluate(in Scope scope, ValueList output)
    {
        var values = scope.Rent();
        Operand.Evaluate(scope, values);
        for (var i = 0; i < values.Count; i++)
        {
            if (Type.Selects(values[i]))
            {
                output.Add(values[i]);
            }
        }

        scope.Return(values);
    }

    public override string ToString() => $"({Operand} as {Type.Text})";
}
