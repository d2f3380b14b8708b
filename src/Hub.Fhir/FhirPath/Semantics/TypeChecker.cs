using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath.Expressions;

namespace Hub.Fhir.FhirPath.Semantics;

/// <summary>Follows types through an expression (https://hl7.org/fhirpath/N1/#type-safety-and-strict-evaluation).</summary>
internal static class TypeChecker
{
    public static void Check(Expression expression, TypeDefinition focus) => Infer(expression, StaticType.Of(focus));

    /// <summary>The type of a node where $this has the given one.</summary>
    public static StaticType Infer(Expression expression, StaticType self)
    {
        switch (expression)
        {
            case LiteralExpression literal:
                return StaticType.Of(literal.Value.TypeName);
            case ThisExpression:
                return self;
            case MemberExpression member:
                return Member(member, self);
            case CallExpression call:
                return CallTypes.Infer(call, self);
            case IndexerExpression indexer:
                Infer(indexer.Index, self);
                return Ordered(Infer(indexer.Target, self), indexer);
            case AsExpression cast:
                return Narrowed(Infer(cast.Operand, self), cast.Type, cast);
            default:
                return Operation(expression, self);
        }
    }

    public static StaticType Ordered(StaticType type, Expression expression) =>
        type.IsOrdered ? type : throw Error("The items here have no order", expression);

    public static StaticType Narrowed(StaticType from, TypeSpecifier to, Expression expression) => from.MayBe(to)
        ? to.Fhir is { } type ? StaticType.Of(type) : StaticType.Unknown
        : throw Error($"A {from} is never a {to.Text}", expression);

    public static FhirPathException Error(string reason, Expression expression) => new(FhirPathStage.Semantics, reason, expression.Position);

    private static StaticType Operation(Expression expression, StaticType self)
    {
        var types = expression.Operands.Select(operand => Infer(operand, self)).ToList();
        return expression switch
        {
            BooleanExpression => StaticType.Boolean,
            UnionExpression => StaticType.Either(types[0], types[1]),
            ConcatenationExpression => StaticType.Of("String"),
            _ => StaticType.Unknown,
        };
    }

    private static StaticType Member(MemberExpression member, StaticType self)
    {
        var parent = member.Target is null ? self : Infer(member.Target, self);
        if (member.Target is null && DefinitionSet.R4.Type(member.Name) is { Kind: TypeKind.Resource } named)
        {
            return !self.IsKnown || self.Fhir.Any(type => type.Is(named.Name)) ? self : throw Error($"A {self} is not a {named.Name}", member);
        }

        if (!parent.IsKnown || parent.System.Count > 0)
        {
            return StaticType.Unknown;
        }

        var types = parent.Fhir.Select(type => type.Element(member.Name)).OfType<ElementDefinition>().SelectMany(element => element.Types).Distinct().ToList();
        return types.Count == 0 && parent.Fhir.Count > 0
            ? throw Error($"{parent} has no element {member.Name}", member)
            : StaticType.Of(types) with { IsOrdered = parent.IsOrdered };
    }
}
