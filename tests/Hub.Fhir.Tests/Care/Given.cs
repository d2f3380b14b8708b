using System.Text;
using System.Text.Json;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Tests.Care;

/// <summary>What the care tests begin with: small resources said as anonymous objects, and the files of specs.</summary>
internal static class Given
{
    public const string System = Canonicals.CodeSystemBase;

    public static string Root { get; } = FindRoot();

    public static JsonValue Json(object resource) => Parse(JsonSerializer.Serialize(resource));

    public static JsonValue Parse(string json)
    {
        var issues = new List<Issue>();
        var text = JsonText.Parse(Encoding.UTF8.GetBytes(json), issues);
        Assert.Empty(issues);
        return text!.Root;
    }

    public static ValidResource Valid(string json)
    {
        var issues = new List<Issue>();
        var text = JsonText.Parse(Encoding.UTF8.GetBytes(json), issues);
        var resource = Validator.R4.Validate(text!, issues);
        Assert.Empty(issues.Where(issue => issue.IsError).Select(issue => $"{issue.Expression}: {issue.Text}"));
        return resource!;
    }

    /// <summary>What the hub's profiles find in a resource that is valid FHIR.</summary>
    public static IReadOnlyList<Issue> Findings(string json)
    {
        var issues = new List<Issue>();
        CareProfiles.Check(Valid(json), issues);
        return issues;
    }

    public static string Example(string name) => File.ReadAllText(Path.Combine(Root, "specs", "examples", name + ".json"));

    public static object Concept(string system, string code) => new { coding = new[] { new { system = System + system, code } } };

    public static object Reference(string reference) => new { reference };

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ReferralHub.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
