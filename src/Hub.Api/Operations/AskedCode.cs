using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;

namespace Hub.Api.Operations;

/// <summary>A code that a terminology operation is asked about: by its parts, as a Coding, or as one Coding of a CodeableConcept.</summary>
internal sealed record AskedCode(string? System, string Code, string? Display, string? Version)
{
    public static readonly string[] Parameters = ["code", "version", "display", "coding", "codeableConcept"];

    /// <summary>The codes asked about, of which there is at least one.</summary>
    public static IReadOnlyList<AskedCode> Of(Asked asked, string systemParameter)
    {
        var codes = new List<AskedCode>();
        if (asked.Text("code") is { Length: > 0 } code)
        {
            codes.Add(new AskedCode(asked.Text(systemParameter), code, asked.Text("display"), asked.Text("version")));
        }

        Add(asked.Value("coding"), codes);
        foreach (var coding in asked.Value("codeableConcept")["coding"u8].Items)
        {
            Add(coding, codes);
        }

        return codes.Count > 0 ? codes : throw new ProblemException(Problems.MissingElement, "Say which code: 'code', 'coding' or 'codeableConcept'.");
    }

    /// <summary>Null when the hub holds what the code is of, in the version asked for; else why it cannot say.</summary>
    public string? NotHeld() => System is not { Length: > 0 } system
        ? "Not checked: the code has no system."
        : TerminologySet.Held.System(system) is not { } held
            ? $"Not checked: the hub does not hold the code system {system}."
            : NotThisVersion(held.Url, held.Version, Version);

    public static string? NotThisVersion(string url, string? held, string? asked)
        => string.IsNullOrEmpty(asked) || asked == held ? null : $"Not checked: the hub holds {url} in version {held ?? "unknown"} alone.";

    private static void Add(JsonValue coding, List<AskedCode> codes)
    {
        if (Text(coding["code"u8]) is { } code)
        {
            codes.Add(new AskedCode(Text(coding["system"u8]), code, Text(coding["display"u8]), Text(coding["version"u8])));
        }
    }

    private static string? Text(JsonValue value) => value.Exists ? value.Text : null;
}
