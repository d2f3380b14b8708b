using Hub.Fhir.FhirPath.Expressions;

namespace Hub.Fhir.FhirPath.Parsing;

/// <summary>
/// A Pratt parser for https://hl7.org/fhirpath/N1/#formal-specifications. The rules are quoted where they are read;
/// the order of precedence is the order of alternatives of the rule 'expression'.
/// </summary>
internal sealed class Parser
{
    private readonly List<Token> tokens;
    private int next;
    private int depth;

    private Parser(string text) => tokens = Lexer.Tokens(text);

    internal Token Current => tokens[next];

    // entireExpression: expression EOF
    public static Expression Parse(string text)
    {
        var parser = new Parser(text);
        var expression = parser.Expression(Precedence.None);
        return parser.Current.Kind == TokenKind.End ? expression : throw parser.Unexpected();
    }

    internal Expression Expression(int precedence)
    {
        if (++depth > FhirPathExpression.MaxDepth)
        {
            throw new FhirPathException(FhirPathStage.Limit, "The expression is nested too deeply", Current.Position);
        }

        var left = Prefix();
        while (Precedence.Of(Current) is var stronger && stronger > precedence)
        {
            left = Operators.Parse(this, left, Take(), stronger);
            if (left.Depth > FhirPathExpression.MaxDepth)
            {
                throw new FhirPathException(FhirPathStage.Limit, "The expression is nested too deeply", left.Position);
            }
        }

        depth--;
        return left;
    }

    internal Token Take() => tokens[next++];

    internal bool Skip(string symbol)
    {
        if (!Current.IsSymbol(symbol))
        {
            return false;
        }

        next++;
        return true;
    }

    internal void Expect(string symbol)
    {
        if (!Skip(symbol))
        {
            throw Error($"'{symbol}' is expected");
        }
    }

    internal FhirPathException Unexpected() =>
        Error(Current.Kind == TokenKind.End ? "The expression ends too early" : $"'{Current.Text}' cannot stand here");

    internal FhirPathException Error(string reason) => new(FhirPathStage.Syntax, reason, Current.Position);

    // identifier: IDENTIFIER | DELIMITEDIDENTIFIER | 'as' | 'contains' | 'in' | 'is'
    internal Token Identifier()
    {
        var token = Current;
        return token.Kind == TokenKind.DelimitedIdentifier || (token.Kind == TokenKind.Identifier && !Words.IsReserved(token.Text))
            ? Take()
            : throw Error("A name is expected");
    }

    // More than the grammar, which wants backticks for Patient.text.div: after a dot no word can mean anything but a name.
    internal Token NameAfterDot() => Current.Kind == TokenKind.Identifier ? Take() : Identifier();

    // typeSpecifier: qualifiedIdentifier; qualifiedIdentifier: identifier ('.' identifier)*
    internal TypeSpecifier Type()
    {
        var first = Identifier();
        var name = first.Text;
        while (Skip("."))
        {
            name += "." + Identifier().Text;
        }

        return TypeSpecifier.Find(name) ?? throw UnknownType(name, first.Position);
    }

    internal static FhirPathException UnknownType(string name, int position) =>
        new(FhirPathStage.Semantics, $"There is no type {name}", position);

    // term: invocation | literal | externalConstant | '(' expression ')'; and expression: ('+' | '-') expression
    private Expression Prefix()
    {
        var token = Current;
        if (token.Kind == TokenKind.Symbol)
        {
            return Bracketed();
        }

        if (token.Kind is TokenKind.Identifier or TokenKind.DelimitedIdentifier && token.Text is not ("true" or "false"))
        {
            return Invocations.Parse(this, null);
        }

        next++;
        return Literals.Parse(this, token) ?? throw Back().Unexpected();
    }

    private Parser Back()
    {
        next--;
        return this;
    }

    private Expression Bracketed()
    {
        var token = Take();
        switch (token.Text)
        {
            case "(":
                var inner = Expression(Precedence.None);
                Expect(")");
                return inner;
            case "{":
                Expect("}");
                return new EmptyExpression(token.Position);
            case "+" or "-":
                return new PolarityExpression(token.Text == "-", Expression(Precedence.Polarity), token.Position);
            default:
                throw Back().Unexpected();
        }
    }
}
