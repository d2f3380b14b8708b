using Hub.Fhir.FhirPath.Functions;

namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>invocation: function, as in function: identifier '(' paramList? ')'. Without a target the input is $this.</summary>
internal sealed class CallExpression(Expression? target, Function function, Expression[] arguments, TypeSpecifier? type, int position)
    : Expression(position, 1 + Math.Max(target?.Depth ?? 0, arguments.Select(argument => argument.Depth).DefaultIfEmpty().Max()))
{
    public Expression? Target { get; } = target;

    public Function Function { get; } = function;

    public Expression[] Arguments { get; } = arguments;

    public TypeSpecifier? Type { get; } = type;

    public override void Evaluate(in Scope scope, ValueList output)
    {
        if (Function.Test is not null)
        {
            output.Add(Test(scope));
            return;
        }

        var input = Input(scope);
        var before = output.Count;
        Function.Body!(new Call(Arguments, Type, Position, in scope), input, output);
        scope.Context.SpendOn(output, before, Position);
        scope.Return(input);
    }

    public override bool? Test(in Scope scope)
    {
        if (Function.Test is null)
        {
            return base.Test(scope);
        }

        var input = Input(scope);
        var truth = Function.Test(new Call(Arguments, Type, Position, in scope), input);
        scope.Return(input);
        return truth;
    }

    public override string ToString()
    {
        var inner = Type?.Text ?? string.Join(", ", Arguments.Select(argument => argument.ToString()));
        return $"{(Target is null ? "" : Target + ".")}{Function.Name}({inner})";
    }

    private ValueList Input(in Scope scope)
    {
        scope.Context.Spend(1, Position);
        var input = scope.Rent();
        if (Target is not null)
        {
            Target.Evaluate(scope, input);
        }
        else if (scope.This.Exists)
        {
            input.Add(scope.This);
        }

        return input;
    }
}
