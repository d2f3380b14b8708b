using Hub.Fhir.FhirPath.Parsing;
using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Types;

namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>
/// memberInvocation: identifier, alone or behind a dot. The first name of a path may be the type of the resource it starts from.
/// </summary>
internal sealed class MemberExpression(Expression? target, string name, int position) : Expression(position, 1 + (target?.Depth ?? 0))
{
    // What the name is in the type met last: an expression meets one type nearly always. One reference, so that threads see it whole.
    private MemberOfType? cached;

    private readonly bool mayBeType = target is null && name.Length > 0 && char.IsAsciiLetterUpper(name[0]);

    public Expression? Target { get; } = target;

    public string Name { get; } = name;

    public override void Evaluate(in Scope scope, ValueList output)
    {
        if (Target is null)
        {
            Add(scope.This, scope, output);
            return;
        }

        var parents = scope.Rent();
        Target.Evaluate(scope, parents);
        for (var i = 0; i < parents.Count; i++)
        {
            Add(parents[i], scope, output);
        }

        scope.Return(parents);
    }

    public override string? AsTypeName() => Target switch
    {
        null => Name,
        MemberExpression { Target: null } space => $"{space.Name}.{Name}",
        _ => null,
    };

    public override string ToString()
    {
        var own = IsPlain(Name) ? Name : Escapes.Quote(Name, '`');
        return Target is null ? own : $"{Target}.{own}";
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !Words.IsReserved(name);

    private void Add(in FhirPathValue parent, in Scope scope, ValueList output)
    {
        if (parent.IsElement)
        {
            if (mayBeType && parent.Element.Type.Is(Name))
            {
                output.Add(parent);
            }
            else
            {
                AddChildren(parent.Element, scope.Context, output);
            }
        }
        else
        {
            AddPart(parent.Literal, output);
        }
    }

    private void AddChildren(FhirElement parent, EvaluationContext context, ValueList output)
    {
        var known = cached;
        if (known is null || !ReferenceEquals(known.Type, parent.Type))
        {
            known = MemberOfType.Find(parent.Type, Name);
            cached = known;
        }

        if (known.Member is { } member)
        {
            context.AddChildrenOf(parent, member, output, Position);
        }
        else if (known.IsChoice)
        {
            context.AddChildren(parent, Name, output, Position);
        }
    }

    private void AddPart(SystemValue? value, ValueList output)
    {
        switch (value, Name)
        {
            case (SystemQuantity quantity, "value"):
                output.Add(new SystemDecimal(quantity.Value));
                break;
            case (SystemQuantity quantity, "unit" or "code"):
                output.Add(quantity.Unit);
                break;
            case (SystemReflection info, "namespace"):
                output.Add(info.Space);
                break;
            case (SystemReflection info, "name"):
                output.Add(info.Name);
                break;
        }
    }
}
