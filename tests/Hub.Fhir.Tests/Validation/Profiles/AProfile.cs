using System.Text.Json;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Tests.Care;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.Tests.Validation.Profiles;

/// <summary>Profiles as few words: a type and the elements of a differential.</summary>
internal static class AProfile
{
    public const string Url = "https://test.example/StructureDefinition/";

    public static JsonValue Of(string type, string elements, string name = "p", string of = "differential") => Given.Parse($$$"""
        {"resourceType":"StructureDefinition","url":"{{{Url}}}{{{name}}}","name":"{{{name}}}","title":"Profile {{{name}}}","type":"{{{type}}}",
         "baseDefinition":"http://hl7.org/fhir/StructureDefinition/{{{type}}}","derivation":"constraint","{{{of}}}":{"element":{{{elements}}}}}
        """);

    public static List<Issue> Issues(string resource, params JsonValue[] definitions)
    {
        var issues = new List<Issue>();
        new ProfileValidator(ProfileSet.Of(definitions, TerminologySet.Held)).Check(Given.Valid(resource).Element, [definitions[0]["url"].Text], issues);
        return issues;
    }

    /// <summary>The places of the errors.</summary>
    public static string Errors(string resource, params JsonValue[] definitions) =>
        string.Join(' ', Issues(resource, definitions).Where(issue => issue.IsError).Select(issue => issue.Expression));

    public static string Patient(string members) => $$"""{"resourceType":"Patient",{{members}}}""";

    public static string Names(params string[] uses) =>
        Patient("\"name\":" + JsonSerializer.Serialize(uses.Select(use => new { use })));

    public static string Observation(string members) =>
        $$"""{"resourceType":"Observation","status":"final","code":{"text":"x"},{{members}}}""";
}
