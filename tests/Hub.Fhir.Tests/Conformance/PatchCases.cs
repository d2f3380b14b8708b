using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Patch;
using Hub.Fhir.Tests.Json;
using Hub.Fhir.Types;
using Hub.Fhir.Xml;

namespace Hub.Fhir.Tests.Conformance;

/// <summary>The patch cases of HL7's fhir-test-cases.</summary>
public static class PatchCases
{
    public static IEnumerable<SuiteCase> JsonPatches()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(ThirdParty.File("patch/json-patch-tests.json")));
        return cases.RootElement.EnumerateArray().Select(JsonCase).ToList();
    }

    public static IEnumerable<SuiteCase> FhirPathPatches() =>
        XDocument.Load(ThirdParty.File("patch/fhir-patch-tests.xml")).Root!.Elements("case").Select(FhirPathCase);

    private static SuiteCase JsonCase(JsonElement test)
    {
        var issues = new List<Issue>();
        var result = JsonPatch.Apply(Text(test.GetProperty("doc")), Text(test.GetProperty("patch")), issues);
        var expected = test.TryGetProperty("expected", out var json) ? Canonical.Of(Text(json).Root) : null;
        var found = result is null ? null : Canonical.Of(result.Root);
        return new(test.GetProperty("comment").GetString()!, expected == found ? null : $"came to {found ?? issues[0].Text}");
    }

    private static JsonText Text(JsonElement json) => JsonText.Of(Encoding.UTF8.GetBytes(json.GetRawText()));

    private static SuiteCase FhirPathCase(XElement test)
    {
        var issues = new List<Issue>();
        var result = FhirPathPatch.Apply(Read(test, "input")!, FhirElement.OfResource(Read(test, "diff")!.Root), issues);
        var isSame = Plain(Read(test, "output")) == Plain(result);
        return new(test.Attribute("name")!.Value, isSame ? null : issues is [var issue, ..] ? issue.Text : "another resource came");
    }

    private static JsonText? Read(XElement test, string name) => test.Element(name)?.Elements().Single() is { } resource
        ? FhirXml.Read(Encoding.UTF8.GetBytes(resource.ToString(SaveOptions.DisableFormatting)), new List<Issue>())
        : null;

    /// <summary>The narrative of one case is indented differently.</summary>
    private static string? Plain(JsonText? text) =>
        text is null ? null : string.Concat(WebUtility.HtmlDecode(Canonical.Of(text.Root)).Where(sign => !char.IsWhiteSpace(sign)));
}
