using System.Globalization;
using Hub.Fhir.FhirPath.Expressions;
using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Parsing;

/// <summary>literal: '{' '}' | BOOLEAN | STRING | NUMBER | LONGNUMBER | DATE | DATETIME | TIME | quantity; and the variables.</summary>
internal static class Literals
{
    /// <summary>Null when the token begins no term.</summary>
    public static Expression? Parse(Parser parser, Token token) => token.Kind switch
    {
        TokenKind.Identifier when token.Text is "true" or "false" => new LiteralExpression(SystemBoolean.Of(token.Text == "true"), token.Position),
        TokenKind.String => new LiteralExpression(new SystemString(token.Text), token.Position),
        TokenKind.Integer or TokenKind.Decimal => Number(parser, token),
        TokenKind.Long => Long(token),
        TokenKind.Date => Temporal(TemporalText.Date(token.Text), token),
        TokenKind.DateTime => Temporal(TemporalText.DateTime(token.Text), token),
        TokenKind.Time => Temporal(TemporalText.Time(token.Text.AsSpan(1)), token),
        TokenKind.External => new ExternalExpression(token.Text, token.Position),
        TokenKind.Dollar => Dollar(token),
        _ => null,
    };

    private static Expression Dollar(Token token) => token.Text switch
    {
        "this" => new ThisExpression(token.Position),
        "index" => new IndexExpression(token.Position),
        _ => new TotalExpression(token.Position),
    };

    // quantity: NUMBER unit?; unit: dateTimePrecision | pluralDateTimePrecision | STRING
    private static LiteralExpression Number(Parser parser, Token token)
    {
        if (!decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            throw TooLarge(token);
        }

        if (parser.Current.Kind == TokenKind.String)
        {
            return new LiteralExpression(new SystemQuantity(number, parser.Take().Text), token.Position);
        }

        if (parser.Current.Kind == TokenKind.Identifier && CalendarUnits.OfWord(parser.Current.Text) is not null)
        {
            return new LiteralExpression(new SystemQuantity(number, parser.Take().Text, isWord: true), token.Position);
        }

        return new LiteralExpression(token.Kind == TokenKind.Decimal ? new SystemDecimal(number) : Integer(number, token), token.Position);
    }

    // 2147483648 can only stand behind a minus sign; it is taken as a Long, which becomes an Integer's least value there.
    private static SystemValue Integer(decimal number, Token token) =>
        number <= int.MaxValue ? SystemInteger.Of((int)number) : number <= long.MaxValue ? new SystemLong((long)number) : throw TooLarge(token);

    private static LiteralExpression Long(Token token) =>
        long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new LiteralExpression(new SystemLong(number), token.Position)
            : throw TooLarge(token);

    private static LiteralExpression Temporal(SystemTemporal? value, Token token) => value is null
        ? throw new FhirPathException(FhirPathStage.Syntax, $"@{token.Text} is no date or time", token.Position)
        : new LiteralExpression(value, token.Position);

    private static FhirPathException TooLarge(Token token) => new(FhirPathStage.Syntax, "The number is too large", token.Position);
}
