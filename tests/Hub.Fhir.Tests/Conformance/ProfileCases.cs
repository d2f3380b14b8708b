using System.Text.Json;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Types;
using Hub.Fhir.Validation.Profiles;
using Hub.Fhir.Xml;

namespace Hub.Fhir.Tests.Conformance;

/// <summary>The cases of the HL7 validator suite that hold a resource to a StructureDefinition; only whether there are errors counts.</summary>
public static class ProfileCases
{
    public static IEnumerable<SuiteCase> All()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(ThirdParty.File("validator/profile-cases.json")));
        return cases.RootElement.EnumerateArray().Select(Case).ToList();
    }

    private static SuiteCase Case(JsonElement test)
    {
        var asked = test.GetProperty("profile");
        var source = Resource(asked.GetProperty("source").GetString()!);
        var supporting = asked.GetProperty("supporting").EnumerateArray().Concat(test.GetProperty("supporting").EnumerateArray())
            .Select(file => file.GetString()!).Where(file => File.Exists(Path(file))).Select(Resource).ToList();
        var held = ProfileSet.Of([source, .. supporting], TerminologySet.With(supporting));
        var issues = new List<Issue>();
        new ProfileValidator(held).Check(FhirElement.OfResource(Resource(test.GetProperty("file").GetString()!)), [source["url"].Text], issues);
        var wanted = asked.GetProperty("java").GetProperty("errors").GetInt32() > 0;
        var found = issues.Exists(issue => issue.IsError);
        return new(test.GetProperty("name").GetString()!, wanted == found ? null : found ? "refused" : "accepted");
    }

    private static JsonValue Resource(string file)
    {
        var bytes = File.ReadAllBytes(Path(file));
        var issues = new List<Issue>();
        return file.EndsWith(".xml", StringComparison.Ordinal) ? FhirXml.Read(bytes, issues)!.Root : JsonText.Of(bytes).Root;
    }

    private static string Path(string file) => ThirdParty.File("validator/files/" + file);
}
