using System.Text.Json;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Types;
using Hub.Fhir.Validation.Profiles;
using Hub.Fhir.Xml;

namespace Hub.Fhir.Tests.Validation.Profiles;

/// <summary>The cases of the HL7 validator suite that hold a resource to a StructureDefinition; only whether there are errors counts.</summary>
public sealed class ProfileCasesTests
{
    /// <summary>Cases that what is at hand does not decide, each with the reason.</summary>
    private static readonly Dictionary<string, string> NotDecided = new()
    {
        ["additional-bindings-observation-2"] = "the value set of the additional binding is not among the material.",
        ["res-inv-example-good"] = "the errors are those of a profile that is not among the material.",
    };

    [ThirdPartyFact]
    public void The_profile_cases_go_as_expected_but_for_those_whose_material_is_missing()
    {
        var cases = Cases();
        Assert.Equal(17, cases.Count);
        Assert.Equal(NotDecided.Keys.Order(StringComparer.Ordinal), cases.Where(test => !test.IsAsExpected).Select(test => test.Name).Order(StringComparer.Ordinal));
    }

    private static List<ProfileCase> Cases()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(ThirdParty.File("validator/profile-cases.json")));
        return cases.RootElement.EnumerateArray().Select(Case).ToList();
    }

    private static ProfileCase Case(JsonElement test)
    {
        var asked = test.GetProperty("profile");
        var source = Resource(asked.GetProperty("source").GetString()!);
        var supporting = asked.GetProperty("supporting").EnumerateArray().Concat(test.GetProperty("supporting").EnumerateArray())
            .Select(file => file.GetString()!).Where(file => File.Exists(Path(file))).Select(Resource).ToList();
        var held = ProfileSet.Of([source, .. supporting], TerminologySet.With(supporting));
        var issues = new List<Issue>();
        new ProfileValidator(held).Check(FhirElement.OfResource(Resource(test.GetProperty("file").GetString()!)), [source["url"].Text], issues);
        var hasErrors = asked.GetProperty("java").GetProperty("errors").GetInt32() > 0;
        return new(test.GetProperty("name").GetString()!, hasErrors == issues.Exists(issue => issue.IsError));
    }

    private static JsonValue Resource(string file)
    {
        var bytes = File.ReadAllBytes(Path(file));
        var issues = new List<Issue>();
        return file.EndsWith(".xml", StringComparison.Ordinal) ? FhirXml.Read(bytes, issues)!.Root : JsonText.Of(bytes).Root;
    }

    private static string Path(string file) => ThirdParty.File("validator/files/" + file);

    private sealed record ProfileCase(string Name, bool IsAsExpected);
}
