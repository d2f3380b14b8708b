using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Tests.Json;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData(""" { "a" : [ 1.0 , -0 , 1E5 , true , null ] , "b" : { } } """, """{"a":[1.0,-0,1E5,true,null],"b":{}}""")]
    [InlineData("\"one \\u00e9 é\"", "\"one \\u00e9 é\"")]
    [InlineData("[[],{},\"\"]", "[[],{},\"\"]")]
    [InlineData("\uFEFF{}", "{}")]
    public void Only_white_space_between_tokens_goes(string sent, string kept)
    {
        Assert.Equal(kept, Encoding.UTF8.GetString(Parse(sent)!.Utf8.Span));
    }

    [Theory]
    [InlineData("", "invalid-json")]
    [InlineData("{", "invalid-json")]
    [InlineData("{\"a\":1,}", "invalid-json")]
    [InlineData("{} {}", "invalid-json")]
    [InlineData("{\"a\":01}", "invalid-json")]
    [InlineData("{\"a\":\"\\uD800\"}", "invalid-json")]
    [InlineData("{\"a\":\"\\uD800\\u0041\"}", "invalid-json")]
    [InlineData("{\"a\":\"\\uDC00\"}", "invalid-json")]
    [InlineData("{\"a\":1,\"a\":1}", "duplicate-key")]
    [InlineData("{\"a\":1,\"\\u0061\":1}", "duplicate-key")]
    [InlineData("{\"b\":{\"a\":1,\"c\":[{}],\"a\":1}}", "duplicate-key")]
    public void What_is_no_JSON_is_refused_with_a_code(string sent, string code)
    {
        var issues = new List<Issue>();
        Assert.Null(JsonText.Parse(Encoding.UTF8.GetBytes(sent), issues));
        Assert.Equal(code, Assert.Single(issues).Problem.Code);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused()
    {
        var issues = new List<Issue>();
        Assert.Null(JsonText.Parse(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }, issues));
        Assert.Equal(Problems.InvalidJson, Assert.Single(issues).Problem);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(101)]
    public void Deep_nesting_is_refused_as_too_deep(int depth)
    {
        var issues = new List<Issue>();
        Assert.Null(JsonText.Parse(Encoding.UTF8.GetBytes(new string('[', depth)), issues));
        Assert.Equal(Problems.TooDeep, Assert.Single(issues).Problem);
    }

    [Fact]
    public void A_hundred_levels_are_taken()
    {
        Assert.NotNull(Parse(new string('[', 100) + new string(']', 100)));
    }

    [Fact]
    public void Wide_objects_with_a_repeated_name_are_refused()
    {
        var names = string.Join(",", Enumerable.Range(0, 5000).Select(number => $"\"n{number}\":1"));
        Assert.NotNull(Parse($"{{{names}}}"));
        Assert.Null(JsonText.Parse(Encoding.UTF8.GetBytes($"{{{names},\"n77\":2}}"), new List<Issue>()));
    }

    [Fact]
    public void Values_are_found_by_name_and_number()
    {
        var root = Parse("""{"a":[1,{"b":"x\ny"},3.50],"c":null,"\u0064":true}""")!.Root;
        Assert.Equal("x\ny", root["a"].Item(1)["b"u8].Text);
        Assert.Equal("3.50", root["a"].Item(2).Text);
        Assert.Equal(JsonKind.Null, root["c"].Kind);
        Assert.Equal(JsonKind.True, root["d"].Kind);
        Assert.False(root["z"]["y"].Item(4).Exists);
        Assert.Equal(3, root.Count);
        Assert.Equal(3, root["a"].Count);
        Assert.Equal(["a", "c", "d"], Names(root));
    }

    private static List<string> Names(JsonValue value)
    {
        var names = new List<string>();
        foreach (var property in value.Properties)
        {
            names.Add(property.Name);
        }

        return names;
    }

    private static JsonText? Parse(string text) => JsonText.Parse(Encoding.UTF8.GetBytes(text), new List<Issue>());
}
