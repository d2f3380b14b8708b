using System.Text.RegularExpressions;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Tests.Validation;

/// <summary>specs/validation.md says what the validator does.</summary>
public sealed partial class ValidationPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(ThirdParty.Repository, "specs", "validation.md"));

    [Fact]
    public void Each_example_has_the_issues_that_the_page_tells()
    {
        var examples = Examples().Matches(Page);
        Assert.InRange(examples.Count, 6, 100);
        foreach (Match example in examples)
        {
            var told = Issues().Matches(example.Groups["issues"].Value).Select(issue => $"{issue.Groups["code"].Value} @ {issue.Groups["place"].Value}");
            Assert.Equal(told, Check.Errors(example.Groups["json"].Value));
        }
    }

    [Fact]
    public void The_page_lists_the_invariants_that_are_corrected()
    {
        var listed = Rows().Matches(Page).Select(row => row.Groups["key"].Value);
        Assert.Equal(InvariantErrata.All.Keys.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"```json\n(?<json>.*?)\n```\n\n(?<issues>No issues\.|(?:- `[^\n]*\n)+)", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex("- `(?<code>[^`]+)` at `(?<place>[^`]+)`")]
    private static partial Regex Issues();

    [GeneratedRegex(@"^\| `(?<key>[a-z]+-\d+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
