using Hub.Fhir.FhirPath.Expressions;
using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>One call of a function: its arguments, evaluated when the function asks for them.</summary>
internal readonly ref struct Call(Expression[] arguments, TypeSpecifier? type, int position, ref readonly Scope scope)
{
    private readonly ref readonly Scope scope = ref scope;

    public int Position { get; } = position;

    /// <summary>The type that an argument names.</summary>
    public TypeSpecifier Type => type!;

    public int Count => arguments.Length;

    public Expression[] Arguments => arguments;

    public EvaluationContext Context => scope.Context;

    public ref readonly Scope Scope => ref scope;

    /// <summary>The value of an argument, seen from outside of the call: $this is what it is there. Give the list back.</summary>
    public ValueList Values(int argument)
    {
        var values = scope.Rent();
        arguments[argument].Evaluate(scope.Apart(), values);
        return values;
    }

    /// <summary>The argument as a condition on an item of the input.</summary>
    public bool? Holds(int argument, in FhirPathValue item, int index)
    {
        Context.Spend(1, Position);
        return arguments[argument].Test(scope.At(item, index));
    }

    /// <summary>The argument as a projection of an item of the input.</summary>
    public void Project(int argument, in FhirPathValue item, int index, ValueList output)
    {
        Context.Spend(1, Position);
        arguments[argument].Evaluate(scope.At(item, index), output);
    }

    /// <summary>Null when empty, or when there is no such argument.</summary>
    public string? Text(int argument) => Single(argument) switch
    {
        null => null,
        SystemString text => text.Value,
        var other => throw Singleton.Wrong("String", other, arguments[argument].Position),
    };

    public int? Integer(int argument) => Single(argument) switch
    {
        null => null,
        SystemInteger integer => integer.Value,
        var other => throw Singleton.Wrong("Integer", other, arguments[argument].Position),
    };

    public decimal? Decimal(int argument) => Single(argument) switch
    {
        null => null,
        var value => Numbers.Decimal(value) ?? throw Singleton.Wrong("number", value, arguments[argument].Position),
    };

    public SystemValue? Single(int argument)
    {
        if (argument >= arguments.Length)
        {
            return null;
        }

        var values = Values(argument);
        var value = Singleton.Value(values, arguments[argument].Position);
        scope.Return(values);
        return value;
    }

    public void Return(ValueList values) => scope.Return(values);

    public FhirPathException Error(string reason) => new(FhirPathStage.Execution, reason, Position);
}
