using System.Diagnostics;
using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Tests.Validation;

/// <summary>Input made to cost: each case ends soon, with a clear issue. The limit is far above what is needed, and far below what a quadratic way would take.</summary>
public sealed class HostileInputTests
{
    private const int Many = 100_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string> Inputs() => new()
    {
        { "too-deep", string.Concat(Enumerable.Repeat("{\"a\":", Many)) },
        { "too-deep", string.Concat(Enumerable.Repeat("[", Many)) },
        { "too-deep", "{\"resourceType\":\"Questionnaire\"," + string.Concat(Enumerable.Repeat("\"item\":[{", Many)) },
        { "unknown-element", $"{{\"resourceType\":\"Patient\",{Names(number => $"n{number}")}}}" },
        { "unknown-element", $"{{\"resourceType\":\"Patient\",{Names(number => $"aaaa{number:D8}bbbb{number:D8}aaaa")}}}" },
        { "duplicate-key", $"{{\"resourceType\":\"Patient\",{Names(number => $"n{number % (Many - 1)}")}}}" },
        { "invalid-primitive", $"{{\"resourceType\":\"Observation\",\"valueQuantity\":{{\"value\":1{new string('0', 10 * Many)}}}}}" },
        { "invalid-primitive", $"{{\"resourceType\":\"Patient\",\"name\":[{{\"family\":\"{new string('x', 20 * Many)}\"}}]}}" },
        { "invalid-primitive", $"{{\"resourceType\":\"Patient\",\"multipleBirthInteger\":1e{new string('9', 50)}}}" },
        { "invalid-narrative", $"{{\"resourceType\":\"Patient\",\"text\":{{\"status\":\"generated\",\"div\":\"<div>{string.Concat(Enumerable.Repeat("<b>", Many))}\"}}}}" },
        { "invalid-narrative", $"{{\"resourceType\":\"Patient\",\"text\":{{\"status\":\"generated\",\"div\":\"<div {string.Concat(Enumerable.Repeat("a ", Many))}\"}}}}" },
        { "wrong-type", $"{{\"resourceType\":\"Patient\",\"name\":[{{\"given\":[{Items("null")}]}}]}}" },
        { "missing-element", $"{{\"resourceType\":\"Patient\",\"name\":[{{\"given\":[{Items("null")}],\"_given\":[{Items("{\"extension\":[{\"valueCode\":\"x\"}]}")}]}}]}}" },
        { "missing-element", $"{{\"resourceType\":\"Patient\",\"extension\":[{Items("{\"valueCode\":\"x\"}")}]}}" },
        { "invariant-failed", $"{{\"resourceType\":\"Patient\",\"contained\":[{Items("{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"#x\"}}")}]}}" },
        { "invariant-failed", $"{{\"resourceType\":\"Questionnaire\",\"status\":\"draft\",\"item\":[{Items("{\"linkId\":\"x\",\"type\":\"string\"}")}]}}" },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Input_made_to_cost_is_refused_in_bounded_time(string code, string json)
    {
        var watch = Stopwatch.StartNew();
        var issues = Check.Issues(Encoding.UTF8.GetBytes(json), out var resource);
        Assert.Null(resource);
        Assert.Contains(issues, issue => issue.Problem.Code == code);
        Assert.InRange(issues.Count, 1, 201);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Limit);
    }

    [Fact]
    public void A_wide_valid_resource_is_taken_in_bounded_time()
    {
        var watch = Stopwatch.StartNew();
        var given = $"{{\"resourceType\":\"Patient\",\"name\":[{{\"given\":[{Items("null")}],\"_given\":[{Items("{\"extension\":[{\"url\":\"http://a.example\",\"valueCode\":\"x\"}]}")}]}}]}}";
        Assert.Empty(Check.Issues(Encoding.UTF8.GetBytes(given), out var resource));
        Assert.Equal(Many, resource!.Element.Child("name").Children("given").Count);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Limit);
    }

    [Fact]
    public void A_body_that_is_no_resource_is_told_so()
    {
        Assert.Equal(Problems.InvalidResource, Assert.Single(Check.Issues("\"text\"")).Problem);
        Assert.Equal(Problems.InvalidResource, Assert.Single(Check.Issues("""{"resourceType":7}""")).Problem);
        Assert.Null(JsonText.Parse(ReadOnlyMemory<byte>.Empty, new List<Issue>()));
    }

    private static string Names(Func<int, string> name) => string.Join(",", Enumerable.Range(0, Many).Select(number => $"\"{name(number)}\":1"));

    private static string Items(string item) => string.Join(",", Enumerable.Repeat(item, Many));
}
