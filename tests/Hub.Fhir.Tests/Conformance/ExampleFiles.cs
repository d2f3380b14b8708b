using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Tests.Json;
using Hub.Fhir.Tests.Validation;
using Hub.Fhir.Types;
using Hub.Fhir.Xml;

namespace Hub.Fhir.Tests.Conformance;

/// <summary>The official examples of R4, as far as they are of the types that matter here.</summary>
public static class ExampleFiles
{
    /// <summary>Examples that are not valid R4, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Errata { get; } = new Dictionary<string, string>
    {
        ["CapabilityStatement-example.json"] = "url is urn:uuid: with upper-case letters; the uuid must be lower case.",
        ["Observation-clinical-gender.json"] = "performer refers to an Encounter, which is no target of it.",
        ["Questionnaire-qs1.json"] = "items without the required linkId.",
        ["Questionnaire-zika-virus-exposure-assessment.json"] = "the narrative is empty, which txt-2 forbids.",
    };

    /// <summary>Valid, and kept token for token.</summary>
    public static IEnumerable<SuiteCase> Valid() => ThirdParty.Files("examples").Select(file => new SuiteCase(Path.GetFileName(file), Fault(file)));

    public static IEnumerable<SuiteCase> XmlRoundTrip() =>
        ThirdParty.Files("examples").Select(file => new SuiteCase(Path.GetFileName(file), XmlFault(JsonText.Of(File.ReadAllBytes(file)))));

    private static string? Fault(string file)
    {
        var sent = File.ReadAllBytes(file);
        var error = Check.Issues(sent, out _).Find(issue => issue.IsError);
        if (error is not null)
        {
            return $"{error.Text} at {error.Expression}";
        }

        var kept = ResourceStamp.Apply(JsonText.Of(sent).Root, "new", "7", DateTimeOffset.UnixEpoch);
        return Tokens.Of(sent).SequenceEqual(Tokens.Of(kept)) ? null : "other tokens came back";
    }

    private static string? XmlFault(JsonText json)
    {
        var xml = FhirXml.Write(FhirElement.OfResource(json.Root));
        var issues = new List<Issue>();
        if (FhirXml.Read(xml, issues) is not { } back)
        {
            return issues[0].Text;
        }

        return Canonical.Of(json.Root) != Canonical.Of(back.Root) ? "the JSON differs after XML"
            : xml.AsSpan().SequenceEqual(FhirXml.Write(FhirElement.OfResource(back.Root))) ? null : "the XML differs after JSON";
    }
}
