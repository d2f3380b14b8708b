using System.Text;
using Hub.Fhir.FhirPath;

namespace Hub.Fhir.Tests.FhirPath;

/// <summary>Expressions made to harm: each ends, with an error that says why; what it takes in memory is bounded, and its time in proportion.</summary>
public sealed class HostileTests
{
    private const int Size = 99_000;

    /// <summary>Of memory, for one expression with all that it throws away.</summary>
    private const long MostBytes = 128_000_000;

    [Theory]
    [InlineData("(", "a", ")")]
    [InlineData("not(", "a", ")")]
    [InlineData("-", "1", "")]
    [InlineData("a.where(", "b", ")")]
    [InlineData("iif(true, ", "1", ")")]
    [InlineData("a[", "0", "]")]
    [InlineData("1+(", "1", ")")]
    public void Deep_nesting_is_refused(string open, string middle, string close)
    {
        string Nested(int size) => string.Concat(Enumerable.Repeat(open, size / (open.Length + close.Length))) + middle
            + string.Concat(Enumerable.Repeat(close, size / (open.Length + close.Length)));
        var text = Nested(Size);

        Assert.Equal(FhirPathStage.Limit, Refused(() => FhirPathExpression.Compile(text)).Stage);
        Growth.IsNotQuadratic(Size, size => Assert.Throws<FhirPathException>(() => FhirPathExpression.Compile(Nested(size))));
    }

    [Theory]
    [InlineData("a.")]
    [InlineData("1 + ")]
    [InlineData("a | ")]
    [InlineData("true and ")]
    [InlineData("'x' & ")]
    [InlineData("a.first().")]
    public void Long_chains_are_refused(string link)
    {
        string Chained(int size) => string.Concat(Enumerable.Repeat(link, size / link.Length)) + "a";
        var text = Chained(Size);

        Assert.Equal(FhirPathStage.Limit, Refused(() => FhirPathExpression.Compile(text)).Stage);
        Growth.IsNotQuadratic(Size, size => Assert.Throws<FhirPathException>(() => FhirPathExpression.Compile(Chained(size))));
    }

    [Fact]
    public void A_text_of_more_than_100_000_characters_is_not_read_at_all()
    {
        var failure = Refused(() => FhirPathExpression.Compile(new string('(', 10_000_000)));

        Assert.Equal(FhirPathStage.Limit, failure.Stage);
    }

    [Theory]
    [InlineData("1.repeat($this + 1)")]
    [InlineData("1.repeatAll($this)")]
    [InlineData("name.repeatAll($this)")]
    [InlineData("'a'.repeatAll($this & 'a')")]
    [InlineData("(1|2|3|4|5|6|7|8|9).aggregate(combine($total).combine($total).combine($total).combine($total).combine($total).combine($total).combine($total), 1).count()")]
    [InlineData("name.select(%resource.descendants()).select(%resource.descendants()).select(%resource.descendants()).select(%resource.descendants()).select(%resource.descendants()).select(%resource.descendants()).count()")]
    public void Work_without_end_is_stopped(string expression)
    {
        var patient = APath.Resource("""{"resourceType":"Patient","name":[{"family":"A","given":["B","C","D","E"]},{"family":"F"}],"contact":[{"name":{"family":"G"}}]}""");

        Assert.Equal(FhirPathStage.Limit, Refused(() => APath.Of(expression, patient)).Stage);
        Growth.IsNotQuadratic(1_000_000, steps => Assert.Throws<FhirPathException>(() => APath.Of(expression, patient, new() { MaxSteps = steps })));
    }

    [Theory]
    [InlineData("(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30).aggregate($total & $total, 'ab')")]
    [InlineData("(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30).aggregate($total + $total, 'ab')")]
    [InlineData("(1|2|3|4|5|6|7|8|9|10|11|12).aggregate($total.replace('', $total), 'ab')")]
    [InlineData("(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20).aggregate($total.encode('hex'), 'ab').length()")]
    [InlineData("(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20).aggregate($total.replaceMatches('a', 'aaaa'), 'ab').length()")]
    public void Texts_that_grow_without_end_are_stopped(string expression) =>
        Assert.Equal(FhirPathStage.Limit, Refused(() => APath.Of(expression, APath.Resource("""{"resourceType":"Patient"}"""))).Stage);

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("(?=(a+)+$)b")]
    [InlineData(@"(a*)*\1b")]
    public void Regular_expressions_that_run_away_are_stopped_or_are_quick(string pattern)
    {
        var patient = APath.Resource($$"""{"resourceType":"Patient","language":"{{new string('a', 50_000)}}!"}""");
        try
        {
            APath.Of($"language.matches('{pattern.Replace("\\", "\\\\", StringComparison.Ordinal)}')", patient);
        }
        catch (FhirPathException failure)
        {
            Assert.Equal(FhirPathStage.Limit, failure.Stage);
        }
    }

    [Fact]
    public void The_deepest_resource_that_is_taken_can_be_walked()
    {
        var json = new StringBuilder("""{"resourceType":"Basic","extension":[""");
        for (var i = 0; i < 45; i++)
        {
            json.Append("""{"url":"u","extension":[""");
        }

        json.Append("""{"url":"v","valueString":"w"}""").Insert(json.Length, "]}", 45).Append("]}");

        Assert.Equal("'w'", APath.Of("descendants().where(url = 'v').value.toString()", APath.Resource(json.ToString())));
    }

    [Fact]
    public void A_collection_holds_as_many_items_as_the_context_says()
    {
        var context = new EvaluationContext { MaxItems = 20 };
        var patient = APath.Resource($$"""{"resourceType":"Patient","name":[{"given":["{{string.Join("\",\"", Enumerable.Range(0, 20))}}"]}]}""");

        Assert.Equal(20, FhirPathExpression.Compile("name.given").Evaluate(patient, context).Count);
        Assert.Contains("20 items", Assert.Throws<FhirPathException>(() => FhirPathExpression.Compile("name.given.combine(name.given)").Evaluate(patient, context)).Reason, StringComparison.Ordinal);
        Assert.Equal(20, FhirPathExpression.Compile("name.given").Evaluate(patient, context).Count);
    }

    private static FhirPathException Refused(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = Assert.Throws<FhirPathException>(action);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        return failure;
    }
}
