namespace Hub.Fhir.FhirPath.Parsing;

/// <summary>How strongly operators bind (https://hl7.org/fhirpath/N1/#operator-precedence), the strongest last.</summary>
internal static class Precedence
{
    public const int None = 0;
    public const int Implies = 1;
    public const int Or = 2;
    public const int And = 3;
    public const int Membership = 4;
    public const int Equality = 5;
    public const int Inequality = 6;
    public const int Union = 7;
    public const int Type = 8;
    public const int Additive = 9;
    public const int Multiplicative = 10;
    public const int Polarity = 11;
    public const int Indexer = 12;
    public const int Invocation = 13;

    /// <summary>None when the token is no operator between two operands.</summary>
    public static int Of(Token token) => token.Kind is not (TokenKind.Symbol or TokenKind.Identifier) ? None : token.Text switch
    {
        "." => Invocation,
        "[" => Indexer,
        "*" or "/" or "div" or "mod" => Multiplicative,
        "+" or "-" or "&" => Additive,
        "is" or "as" => Type,
        "|" => Union,
        "<" or "<=" or ">" or ">=" => Inequality,
        "=" or "!=" or "~" or "!~" => Equality,
        "in" or "contains" => Membership,
        "and" => And,
        "or" or "xor" => Or,
        "implies" => Implies,
        _ => None,
    };
}
