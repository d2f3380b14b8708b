using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#string-manipulation</summary>
internal static class Strings
{
    public static readonly Function[] Table =
    [
        Function.Of("indexOf", 1, (in call, input, output) => AddIndex(call, input, output, last: false)),
        Function.Of("lastIndexOf", 1, (in call, input, output) => AddIndex(call, input, output, last: true)),
        Function.Of("substring", 1, 2, Substring),
        Function.Predicate("startsWith", 1, (in call, input) => Text(call, input) is { } text && call.Text(0) is { } start ? text.StartsWith(start, StringComparison.Ordinal) : null),
        Function.Predicate("endsWith", 1, (in call, input) => Text(call, input) is { } text && call.Text(0) is { } end ? text.EndsWith(end, StringComparison.Ordinal) : null),
        Function.Predicate("contains", 1, (in call, input) => Text(call, input) is { } text && call.Text(0) is { } part ? text.Contains(part, StringComparison.Ordinal) : null),
        Function.Of("upper", 0, (in call, input, output) => output.Add(Text(call, input)?.ToUpperInvariant())),
        Function.Of("lower", 0, (in call, input, output) => output.Add(Text(call, input)?.ToLowerInvariant())),
        Function.Of("replace", 2, Replace),
        Function.Predicate("matches", 1, 2, (in call, input) => Text(call, input) is { } text && call.Text(0) is { } pattern ? Patterns.IsMatch(text, pattern, call) : null),
        Function.Predicate("matchesFull", 1, 2, (in call, input) => Text(call, input) is { } text && call.Text(0) is { } pattern ? Patterns.IsMatch(text, $"^(?:{pattern})\\z", call) : null),
        Function.Of("replaceMatches", 2, 3, ReplaceMatches),
        Function.Of("length", 0, Length),
        Function.Of("toChars", 0, ToChars),
        Function.Of("trim", 0, (in call, input, output) => output.Add(Text(call, input)?.Trim())),
        Function.Of("split", 1, Split),
        Function.Of("join", 0, 1, Join),
    ];

    public static string? Text(in Call call, ValueList input) => Singleton.Text(input, call.Position);

    public static string Bounded(string text, in Call call) => text.Length <= call.Context.MaxText
        ? text
        : throw new FhirPathException(FhirPathStage.Limit, "The text becomes too long", call.Position);

    private static void AddIndex(in Call call, ValueList input, ValueList output, bool last)
    {
        if (Text(call, input) is { } text && call.Text(0) is { } part)
        {
            output.Add(last ? text.LastIndexOf(part, StringComparison.Ordinal) : text.IndexOf(part, StringComparison.Ordinal));
        }
    }

    private static void Substring(in Call call, ValueList input, ValueList output)
    {
        if (Text(call, input) is not { } text || call.Integer(0) is not { } start || start < 0 || start >= text.Length)
        {
            return;
        }

        var length = call.Integer(1);
        if (length is not null || call.Count == 1)
        {
            output.Add(text.Substring(start, Math.Clamp(length ?? text.Length, 0, text.Length - start)));
        }
        else
        {
            output.Add(text[start..]);
        }
    }

    // An empty pattern puts the substitution around every character.
    private static void Replace(in Call call, ValueList input, ValueList output)
    {
        if (Text(call, input) is not { } text || call.Text(0) is not { } pattern || call.Text(1) is not { } substitution)
        {
            return;
        }

        var rough = pattern.Length == 0 ? text.Length : text.Length / pattern.Length;
        if ((long)rough * substitution.Length > call.Context.MaxText)
        {
            throw new FhirPathException(FhirPathStage.Limit, "The text becomes too long", call.Position);
        }

        output.Add(pattern.Length > 0
            ? text.Replace(pattern, substitution, StringComparison.Ordinal)
            : substitution + string.Concat(text.Select(c => c + substitution)));
    }

    private static void ReplaceMatches(in Call call, ValueList input, ValueList output)
    {
        if (Text(call, input) is { } text && call.Text(0) is { } pattern && call.Text(1) is { } substitution)
        {
            output.Add(pattern.Length == 0 ? text : Bounded(Patterns.Replace(text, pattern, substitution, call), call));
        }
    }

    private static void Length(in Call call, ValueList input, ValueList output)
    {
        if (Text(call, input) is { } text)
        {
            output.Add(text.Length);
        }
    }

    private static void ToChars(in Call call, ValueList input, ValueList output)
    {
        var text = Text(call, input) ?? "";
        call.Context.Spend(text.Length, call.Position);
        foreach (var c in text)
        {
            output.Add(c.ToString());
        }
    }

    private static void Split(in Call call, ValueList input, ValueList output)
    {
        if (Text(call, input) is { } text && call.Text(0) is { } separator)
        {
            call.Context.Spend(text.Length, call.Position);
            foreach (var part in separator.Length == 0 ? [text] : text.Split(separator))
            {
                output.Add(part);
            }
        }
    }

    private static void Join(in Call call, ValueList input, ValueList output)
    {
        var texts = new List<string>(input.Count);
        var length = 0L;
        var separator = call.Text(0) ?? "";
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].System is { } value)
            {
                texts.Add(value is SystemString text ? text.Value : throw Singleton.Wrong("String", value, call.Position));
                length += texts[^1].Length + separator.Length;
            }
        }

        if (length > call.Context.MaxText)
        {
            throw new FhirPathException(FhirPathStage.Limit, "The text becomes too long", call.Position);
        }

        output.Add(string.Join(separator, texts));
    }
}
