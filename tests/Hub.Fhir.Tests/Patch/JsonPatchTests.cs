using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Patch;

namespace Hub.Fhir.Tests.Patch;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("""{"a":1.0,"b":[1,2,3]}""", """[{"op":"remove","path":"/b/1"}]""", """{"a":1.0,"b":[1,3]}""")]
    [InlineData("""{"a":"\u0041"}""", """[{"op":"add","path":"/b","value":"\u0042"}]""", """{"a":"\u0041","b":"\u0042"}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"copy","from":"/a","path":"/c"},{"op":"replace","path":"/c/b","value":2}]""", """{"a":{"b":1},"c":{"b":2}}""")]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":{"b":2}}]""", """{"b":2}""")]
    [InlineData("""{"a":[1]}""", """[{"op":"add","path":"/a/1","value":null}]""", """{"a":[1,null]}""")]
    [InlineData("""{"a":1}""", """[{"op":"test","path":"/a","value":1.00},{"op":"test","path":"","value":{"a":1e0}}]""", """{"a":1}""")]
    [InlineData("""{"a":"é"}""", """[{"op":"test","path":"/a","value":"\u00e9"}]""", """{"a":"é"}""")]
    [InlineData("""{"a":[1,2]}""", """[{"op":"move","from":"/a/0","path":"/a/-"}]""", """{"a":[2,1]}""")]
    public void Operations_change_what_they_name_and_nothing_else(string before, string patch, string after)
    {
        Assert.Equal(after, Encoding.UTF8.GetString(Apply(before, patch, out _)!.Utf8.Span));
    }

    [Theory]
    [InlineData("{}", "invalid-patch")]
    [InlineData("""[1]""", "invalid-patch")]
    [InlineData("""[{"op":"increase","path":"/a"}]""", "invalid-patch")]
    [InlineData("""[{"op":"add","path":"/c"}]""", "invalid-patch")]
    [InlineData("""[{"op":"add","path":"a","value":1}]""", "invalid-patch")]
    [InlineData("""[{"op":"add","path":"/~2","value":1}]""", "invalid-patch")]
    [InlineData("""[{"op":"move","path":"/a"}]""", "invalid-patch")]
    [InlineData("""[{"op":"remove","path":"/x"}]""", "patch-failed")]
    [InlineData("""[{"op":"remove","path":""}]""", "patch-failed")]
    [InlineData("""[{"op":"replace","path":"/a/0","value":1}]""", "patch-failed")]
    [InlineData("""[{"op":"add","path":"/b/01","value":1}]""", "patch-failed")]
    [InlineData("""[{"op":"add","path":"/b/5","value":1}]""", "patch-failed")]
    [InlineData("""[{"op":"move","from":"/b","path":"/b/0"}]""", "patch-failed")]
    [InlineData("""[{"op":"test","path":"/a","value":"1"}]""", "patch-failed")]
    public void What_cannot_be_done_is_refused_with_a_code(string patch, string code)
    {
        Assert.Null(Apply("""{"a":1,"b":[1,2]}""", patch, out var issues));
        Assert.Equal(code, Assert.Single(issues).Problem.Code);
    }

    [Fact]
    public void A_patch_that_doubles_the_resource_again_and_again_is_stopped()
    {
        var doubling = string.Join(",", Enumerable.Range(0, 90).Select(number => $$"""{"op":"copy","from":"","path":"/a{{number}}"}"""));
        Assert.Null(Apply("""{"a":[1,2,3,4,5,6,7,8]}""", $"[{doubling}]", out var issues));
        Assert.Single(issues);
    }

    private static JsonText? Apply(string before, string patch, out List<Issue> issues)
    {
        issues = [];
        return JsonPatch.Apply(JsonText.Of(Encoding.UTF8.GetBytes(before)), JsonText.Of(Encoding.UTF8.GetBytes(patch)), issues);
    }
}
