namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>A node of a parsed expression. It evaluates itself; ToString gives the canonical text, which parses to the same node.</summary>
internal abstract class Expression(int position, int depth)
{
    public int Position { get; } = position;

    /// <summary>How deeply nodes are nested below, itself included.</summary>
    public int Depth { get; } = depth;

    /// <summary>The nodes right below, arguments apart.</summary>
    public virtual IReadOnlyList<Expression> Operands => [];

    /// <summary>Adds the result to the output.</summary>
    public abstract void Evaluate(in Scope scope, ValueList output);

    /// <summary>The result as one Boolean by singleton evaluation; null when it is empty.</summary>
    public virtual bool? Test(in Scope scope)
    {
        var values = scope.Rent();
        Evaluate(scope, values);
        var truth = Singleton.Truth(values, Position);
        scope.Return(values);
        return truth;
    }

    public abstract override string ToString();

    /// <summary>The dotted name when the expression can stand for a type: Quantity, FHIR.Quantity.</summary>
    public virtual string? AsTypeName() => null;

    protected FhirPathException Error(string reason) => new(FhirPathStage.Execution, reason, Position);
}

/// <summary>A node whose result is a Boolean or empty.</summary>
internal abstract class BooleanExpression(int position, int depth) : Expression(position, depth)
{
    public sealed override void Evaluate(in Scope scope, ValueList output) => output.Add(Test(scope));

    public abstract override bool? Test(in Scope scope);
}
