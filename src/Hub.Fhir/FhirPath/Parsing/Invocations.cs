using Hub.Fhir.FhirPath.Expressions;
using Hub.Fhir.FhirPath.Functions;

namespace Hub.Fhir.FhirPath.Parsing;

/// <summary>invocation: identifier | function | '$this' | '$index' | '$total'</summary>
internal static class Invocations
{
    public static Expression Parse(Parser parser, Expression? target)
    {
        if (target is not null && parser.Current.Kind == TokenKind.Dollar)
        {
            return Literals.Parse(parser, parser.Take())!;
        }

        var name = target is null ? parser.Identifier() : parser.NameAfterDot();
        return parser.Skip("(") ? Function(parser, target, name) : new MemberExpression(target, name.Text, name.Position);
    }

    // function: identifier '(' paramList? ')'; paramList: expression (',' expression)*
    private static CallExpression Function(Parser parser, Expression? target, Token name)
    {
        var function = FunctionTable.Find(name.Text)
            ?? throw new FhirPathException(FhirPathStage.Semantics, $"There is no function {name.Text}()", name.Position);
        var arguments = new List<Expression>();
        if (!parser.Skip(")"))
        {
            do
            {
                arguments.Add(parser.Expression(Precedence.None));
            }
            while (parser.Skip(","));
            parser.Expect(")");
        }

        if (arguments.Count < function.Min || arguments.Count > function.Max)
        {
            throw new FhirPathException(FhirPathStage.Semantics, $"{name.Text}() does not take {arguments.Count} arguments", name.Position);
        }

        return function.TakesType
            ? new CallExpression(target, function, [], Type(arguments[0]), name.Position)
            : new CallExpression(target, function, [.. arguments], null, name.Position);
    }

    private static TypeSpecifier Type(Expression argument)
    {
        var name = argument.AsTypeName() ?? throw new FhirPathException(FhirPathStage.Semantics, "The name of a type is expected", argument.Position);
        return TypeSpecifier.Find(name) ?? throw Parser.UnknownType(name, argument.Position);
    }
}
