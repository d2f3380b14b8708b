namespace Hub.Fhir.FhirPath.Parsing;

internal enum TokenKind
{
    End,
    Identifier,
    DelimitedIdentifier,
    String,
    Integer,
    Long,
    Decimal,
    Date,
    DateTime,
    Time,
    External,
    Dollar,
    Symbol,
}

/// <summary>A lexical unit: its text without quotes, delimiters and escapes, and where it begins.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    public bool IsSymbol(string text) => Kind == TokenKind.Symbol && Text == text;

    public bool IsWord(string text) => Kind == TokenKind.Identifier && Text == text;
}
