using Hub.Fhir.FhirPath.Expressions;

namespace Hub.Fhir.FhirPath.Parsing;

/// <summary>What follows a left operand.</summary>
internal static class Operators
{
    public static Expression Parse(Parser parser, Expression left, Token operation, int precedence)
    {
        switch (precedence)
        {
            case Precedence.Invocation:
                return Invocations.Parse(parser, left);
            case Precedence.Indexer:
                var index = parser.Expression(Precedence.None);
                parser.Expect("]");
                return new IndexerExpression(left, index, operation.Position);
            case Precedence.Type:
                var type = parser.Type();
                return operation.Text == "is" ? new IsExpression(left, type, operation.Position) : new AsExpression(left, type, operation.Position);
        }

        var right = parser.Expression(precedence);
        var (text, position) = (operation.Text, operation.Position);
        return precedence switch
        {
            Precedence.Multiplicative => new ArithmeticExpression(text, left, right, position),
            Precedence.Additive => text == "&" ? new ConcatenationExpression(left, right, position) : new ArithmeticExpression(text, left, right, position),
            Precedence.Union => new UnionExpression(left, right, position),
            Precedence.Inequality => new ComparisonExpression(text, left, right, position),
            Precedence.Equality => new EqualityExpression(text, left, right, position),
            Precedence.Membership => new MembershipExpression(text, left, right, position),
            _ => new LogicExpression(text, left, right, position),
        };
    }
}
