namespace Hub.Fhir.FhirPath.Parsing;

/// <summary>Cuts the text of an expression into tokens (https://hl7.org/fhirpath/N1/#lexical-elements).</summary>
internal sealed class Lexer(string text)
{
    private int position;

    public static List<Token> Tokens(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private char Current => Peek(0);

    private char Peek(int ahead) => position + ahead < text.Length ? text[position + ahead] : '\0';

    private Token Next()
    {
        SkipSpaceAndComments();
        var start = position;
        if (position >= text.Length)
        {
            return new Token(TokenKind.End, "", start);
        }

        return Current switch
        {
            '\'' => new Token(TokenKind.String, Quoted('\''), start),
            '`' => new Token(TokenKind.DelimitedIdentifier, Quoted('`'), start),
            '@' => Moment(start),
            '%' => External(start),
            '$' => Dollar(start),
            >= '0' and <= '9' => Number(start),
            var c when char.IsAsciiLetter(c) || c == '_' => new Token(TokenKind.Identifier, Word(), start),
            _ => Symbol(start),
        };
    }

    private void SkipSpaceAndComments()
    {
        while (position < text.Length)
        {
            if (Current is ' ' or '\t' or '\r' or '\n' or '\u00A0' or '\uFEFF')
            {
                position++;
            }
            else if (Current == '/' && Peek(1) == '/')
            {
                SkipLine();
            }
            else if (Current == '/' && Peek(1) == '*')
            {
                SkipBlock();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipLine()
    {
        while (position < text.Length && Current is not ('\n' or '\r'))
        {
            position++;
        }
    }

    private void SkipBlock()
    {
        var end = text.IndexOf("*/", position + 2, StringComparison.Ordinal);
        position = end < 0 ? throw Error("The comment is not closed", position) : end + 2;
    }

    private string Word()
    {
        var start = position;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
        {
            position++;
        }

        return text[start..position];
    }

    private string Quoted(char quote)
    {
        var start = position++;
        var run = text.AsSpan(position).IndexOfAny(quote, '\\');
        if (run >= 0 && text[position + run] == quote)
        {
            position += run + 1;
            return text.Substring(start + 1, run);
        }

        return Escapes.Read(text, ref position, quote, start);
    }

    // NUMBER: [0-9]+ ('.' [0-9]+)? and LONGNUMBER: [0-9]+ 'L'
    private Token Number(int start)
    {
        SkipDigits();
        if (Current == 'L')
        {
            return new Token(TokenKind.Long, text[start..position++], start);
        }

        if (Current != '.' || !char.IsAsciiDigit(Peek(1)))
        {
            return new Token(TokenKind.Integer, text[start..position], start);
        }

        position++;
        SkipDigits();
        return new Token(TokenKind.Decimal, text[start..position], start);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Current))
        {
            position++;
        }
    }

    // DATE: '@' DATEFORMAT, DATETIME: '@' DATEFORMAT 'T' (TIMEFORMAT TIMEZONEOFFSETFORMAT?)?, TIME: '@' 'T' TIMEFORMAT
    private Token Moment(int start)
    {
        position++;
        var hasDate = Current != 'T';
        if (hasDate)
        {
            SkipDate(start);
        }

        if (Current != 'T')
        {
            return new Token(TokenKind.Date, text[(start + 1)..position], start);
        }

        position++;
        SkipTime();
        if (hasDate)
        {
            SkipZone();
        }

        return new Token(hasDate ? TokenKind.DateTime : TokenKind.Time, text[(start + 1)..position], start);
    }

    private void SkipDate(int start)
    {
        if (!char.IsAsciiDigit(Current))
        {
            throw Error("A date or time is expected after '@'", start);
        }

        SkipDigits();
        while (Current == '-' && char.IsAsciiDigit(Peek(1)) && char.IsAsciiDigit(Peek(2)) && position - start < 9)
        {
            position += 3;
        }
    }

    private void SkipTime()
    {
        SkipDigits();
        while (Current == ':' && char.IsAsciiDigit(Peek(1)))
        {
            position++;
            SkipDigits();
        }

        if (Current == '.' && char.IsAsciiDigit(Peek(1)))
        {
            position++;
            SkipDigits();
        }
    }

    private void SkipZone()
    {
        if (Current == 'Z')
        {
            position++;
        }
        else if (Current is '+' or '-' && char.IsAsciiDigit(Peek(1)) && char.IsAsciiDigit(Peek(2)) && Peek(3) == ':')
        {
            position += 4;
            SkipDigits();
        }
    }

    // externalConstant: '%' ( identifier | STRING )
    private Token External(int start)
    {
        position++;
        var name = Current switch
        {
            '\'' => Quoted('\''),
            '`' => Quoted('`'),
            _ => Word(),
        };
        return name.Length == 0 ? throw Error("A name is expected after '%'", start) : new Token(TokenKind.External, name, start);
    }

    private Token Dollar(int start)
    {
        position++;
        var name = Word();
        return name is "this" or "index" or "total"
            ? new Token(TokenKind.Dollar, name, start)
            : throw Error("After '$' only this, index or total can stand", start);
    }

    private Token Symbol(int start)
    {
        var two = text.AsSpan(position, Math.Min(2, text.Length - position));
        if (two is "<=" or ">=" or "!=" or "!~")
        {
            position += 2;
            return new Token(TokenKind.Symbol, two.ToString(), start);
        }

        return ".,()[]{}+-*/&|<>=~".Contains(Current, StringComparison.Ordinal)
            ? new Token(TokenKind.Symbol, text[position++].ToString(), start)
            : throw Error($"'{Current}' has no meaning here", start);
    }

    private static FhirPathException Error(string reason, int position) => new(FhirPathStage.Syntax, reason, position);
}
