using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Tests.Validation;

/// <summary>Input made to cost: each case ends with a clear issue, and takes no more than in proportion to its size.</summary>
public sealed class HostileInputTests
{
    private const int Many = 100_000;

    private static readonly Dictionary<string, (string Code, Func<int, string> Json)> Inputs = new()
    {
        ["objects in objects"] = ("too-deep", many => string.Concat(Enumerable.Repeat("{\"a\":", many))),
        ["arrays in arrays"] = ("too-deep", many => string.Concat(Enumerable.Repeat("[", many))),
        ["items in items"] = ("too-deep", many => "{\"resourceType\":\"Questionnaire\"," + string.Concat(Enumerable.Repeat("\"item\":[{", many))),
        ["unknown names"] = ("unknown-element", many => $"{{\"resourceType\":\"Patient\",{Names(many, number => $"n{number}")}}}"),
        ["long unknown names"] = ("unknown-element", many => $"{{\"resourceType\":\"Patient\",{Names(many, number => $"aaaa{number:D8}bbbb{number:D8}aaaa")}}}"),
        ["one name twice"] = ("duplicate-key", many => $"{{\"resourceType\":\"Patient\",{Names(many, number => $"n{number % (many - 1)}")}}}"),
        ["a long number"] = ("invalid-primitive", many => $"{{\"resourceType\":\"Observation\",\"valueQuantity\":{{\"value\":1{new string('0', 10 * many)}}}}}"),
        ["a long text"] = ("invalid-primitive", many => $"{{\"resourceType\":\"Patient\",\"name\":[{{\"family\":\"{new string('x', 20 * many)}\"}}]}}"),
        ["a long exponent"] = ("invalid-primitive", many => $"{{\"resourceType\":\"Patient\",\"multipleBirthInteger\":1e{new string('9', many / 2000)}}}"),
        ["narrative in narrative"] = ("invalid-narrative", many => $"{{\"resourceType\":\"Patient\",\"text\":{{\"status\":\"generated\",\"div\":\"<div>{string.Concat(Enumerable.Repeat("<b>", many))}\"}}}}"),
        ["attributes"] = ("invalid-narrative", many => $"{{\"resourceType\":\"Patient\",\"text\":{{\"status\":\"generated\",\"div\":\"<div {string.Concat(Enumerable.Repeat("a ", many))}\"}}}}"),
        ["nulls"] = ("wrong-type", many => $"{{\"resourceType\":\"Patient\",\"name\":[{{\"given\":[{Items(many, "null")}]}}]}}"),
        ["nulls with faulty siblings"] = ("missing-element", many => $"{{\"resourceType\":\"Patient\",\"name\":[{{\"given\":[{Items(many, "null")}],\"_given\":[{Items(many, "{\"extension\":[{\"valueCode\":\"x\"}]}")}]}}]}}"),
        ["extensions without url"] = ("missing-element", many => $"{{\"resourceType\":\"Patient\",\"extension\":[{Items(many, "{\"valueCode\":\"x\"}")}]}}"),
        ["contained without id"] = ("invariant-failed", many => $"{{\"resourceType\":\"Patient\",\"contained\":[{Items(many, "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"#x\"}}")}]}}"),
        ["items of one linkId"] = ("invariant-failed", many => $"{{\"resourceType\":\"Questionnaire\",\"status\":\"draft\",\"item\":[{Items(many, "{\"linkId\":\"x\",\"type\":\"string\"}")}]}}"),
    };

    public static TheoryData<string> Cases() => [.. Inputs.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Input_made_to_cost_is_refused_with_a_clear_issue(string input)
    {
        var issues = Check.Issues(Encoding.UTF8.GetBytes(Inputs[input].Json(Many)), out var resource);

        Assert.Null(resource);
        Assert.Contains(issues, issue => issue.Problem.Code == Inputs[input].Code);
        Assert.InRange(issues.Count, 1, 201);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Input_made_to_cost_takes_no_more_than_in_proportion(string input)
    {
        var given = new[] { Many, Many / 4 }.ToDictionary(many => many, many => Encoding.UTF8.GetBytes(Inputs[input].Json(many)));

        Growth.IsNotQuadratic(Many, many => Check.Issues(given[many], out _));
    }

    [Fact]
    public void A_wide_valid_resource_is_taken()
    {
        var given = $"{{\"resourceType\":\"Patient\",\"name\":[{{\"given\":[{Items(Many, "null")}],\"_given\":[{Items(Many, "{\"extension\":[{\"url\":\"http://a.example\",\"valueCode\":\"x\"}]}")}]}}]}}";

        Assert.Empty(Check.Issues(Encoding.UTF8.GetBytes(given), out var resource));
        Assert.Equal(Many, resource!.Element.Child("name").Children("given").Count);
    }

    [Fact]
    public void A_body_that_is_no_resource_is_told_so()
    {
        Assert.Equal(Problems.InvalidResource, Assert.Single(Check.Issues("\"text\"")).Problem);
        Assert.Equal(Problems.InvalidResource, Assert.Single(Check.Issues("""{"resourceType":7}""")).Problem);
        Assert.Null(JsonText.Parse(ReadOnlyMemory<byte>.Empty, new List<Issue>()));
    }

    private static string Names(int many, Func<int, string> name) => string.Join(",", Enumerable.Range(0, many).Select(number => $"\"{name(number)}\":1"));

    private static string Items(int many, string item) => string.Join(",", Enumerable.Repeat(item, many));
}
