using System.Text.Json;
using FsCheck.Xunit;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;

namespace Hub.Fhir.Tests.FhirPath;

public sealed class ParserTests
{
    [Theory]
    [InlineData("a.b.c", "a.b.c")]
    [InlineData("a or b and c", "(a or (b and c))")]
    [InlineData("a implies b or c", "(a implies (b or c))")]
    [InlineData("1+2*3-4", "((1 + (2 * 3)) - 4)")]
    [InlineData("a = b | c", "(a = (b | c))")]
    [InlineData("a | b is c", "(a | (b is Quantity))", "c", "Quantity")]
    [InlineData("-1.convertsToInteger()", "(-1.convertsToInteger())")]
    [InlineData("a in b and c contains d", "((a in b) and (c contains d))")]
    [InlineData("a[0].b(1)", "a[0].take(1)", "b", "take")]
    [InlineData("`div`.`a b`.contains", "`div`.`a b`.contains")]
    [InlineData("@2015T.is(DateTime)", "@2015T.is(DateTime)")]
    [InlineData("1 week", "1 week")]
    [InlineData("1.50 'mg'", "1.50 'mg'")]
    [InlineData("5L", "5L")]
    [InlineData("{}", "{}")]
    [InlineData("'it\\'s \\u0041'", "'it\\'s A'")]
    [InlineData("%`vs-name` & %resource", "(%`vs-name` & %`resource`)")]
    [InlineData("value as FHIR.Quantity // comment", "(value as FHIR.Quantity)")]
    public void Precedence_shows_in_the_canonical_text(string text, string canonical, string? name = null, string? instead = null)
    {
        var written = name is null ? text : text.Replace($" is {name}", $" is {instead}", StringComparison.Ordinal).Replace($".{name}(", $".{instead}(", StringComparison.Ordinal);

        Assert.Equal(canonical, FhirPathExpression.Compile(written).ToString());
    }

    [Theory]
    [InlineData("", 0, "The expression ends too early")]
    [InlineData("a.", 2, "A name is expected")]
    [InlineData("a b", 2, "'b' cannot stand here")]
    [InlineData("(a", 2, "')' is expected")]
    [InlineData("a[1", 3, "']' is expected")]
    [InlineData("'abc", 0, "The closing ' is missing")]
    [InlineData("a + /* b", 4, "The comment is not closed")]
    [InlineData("a.where(b", 9, "')' is expected")]
    [InlineData("a ; b", 2, "';' has no meaning here")]
    [InlineData("@2015-13-01", 0, "@2015-13-01 is no date or time")]
    [InlineData("@T14:34Z", 7, "'Z' cannot stand here")]
    [InlineData("$that", 0, "After '$' only this, index or total can stand")]
    [InlineData("a.fly()", 2, "There is no function fly()")]
    [InlineData("a.where()", 2, "where() does not take 0 arguments")]
    [InlineData("a is Nothing", 5, "There is no type Nothing")]
    [InlineData("99999999999999999999999999999", 0, "The number is too large")]
    public void What_cannot_be_read_is_told_with_its_place(string text, int position, string reason)
    {
        var failure = Assert.Throws<FhirPathException>(() => FhirPathExpression.Compile(text));

        Assert.Equal((position, reason), (failure.Position, failure.Reason));
    }

    [Fact]
    public void The_canonical_text_of_every_expression_of_R4_compiles_to_itself() => Assert.All(Expressions(), text =>
    {
        var canonical = FhirPathExpression.Compile(text).ToString();
        Assert.Equal(canonical, FhirPathExpression.Compile(canonical).ToString());
    });

    [Property(MaxTest = 20_000)]
    public void Whatever_the_text_it_compiles_or_fails_with_a_place(string[] words, int seed)
    {
        var text = string.Join(seed % 2 == 0 ? "" : " ", words.Select((word, index) => Pieces[Math.Abs(seed + index + (word?.Length ?? 0)) % Pieces.Length] + (seed % 3 == 0 ? word : "")));

        var failure = Record.Exception(() => FhirPathExpression.Compile(text));

        Assert.True(failure is null || (failure is FhirPathException { Position: >= 0 } told && told.Position <= text.Length), failure?.ToString());
    }

    private static readonly string[] Pieces =
        ["a", ".", "(", ")", "[", "]", "{", "}", "'", "`", "\\", "1", "1.5", "L", "@2015", "T14:30", "%", "$this", "and", "or", "is", "as", "Quantity", "where(", "select(", "|", "&", "=", "!=", "~", "<", ">=", "+", "-", "*", "/", "div", "//", "/*", "*/", "\n", "\u0000", "é", "weeks", "'mg'", "in", "contains", "true"];

    private static IEnumerable<string> Expressions() => DefinitionSet.R4.AllSearchParameters.Select(parameter => parameter.Expression).OfType<string>()
        .Concat(DefinitionSet.R4.Types.SelectMany(type => type.Invariants).Select(invariant => invariant.Expression))
        .Concat(OfTheSuite()).Distinct();

    private static IEnumerable<string> OfTheSuite()
    {
        if (ThirdParty.Folder is null)
        {
            return [];
        }

        using var suite = JsonDocument.Parse(File.ReadAllText(ThirdParty.File("fhirpath/tests-fhir-r4.flat.json")));
        return [.. suite.RootElement.EnumerateArray().Where(test => test.GetProperty("invalid").GetString() is null).Select(test => test.GetProperty("expression").GetString()!)];
    }
}
