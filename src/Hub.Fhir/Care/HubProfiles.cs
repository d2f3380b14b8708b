using System.Reflection;
using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Types;
using Hub.Fhir.Validation;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.Care;

/// <summary>The hub's profiles as compiled from specs/profiles: what is published is what is held to.</summary>
public static class HubProfiles
{
    private static readonly Lazy<ProfileSet> Set = new(Load);
    private static readonly Lazy<ProfileValidator> Validator = new(() => new ProfileValidator(Held));
    private static readonly byte[] OfTheHub = Encoding.UTF8.GetBytes(Canonicals.Base + "/");

    public static ProfileSet Held => Set.Value;

    /// <summary>Holds a resource to the profile it is of, if any, and it and all inside it to what they claim.</summary>
    public static void Check(ValidResource resource, string? profile, ICollection<Issue> issues)
    {
        var bytes = resource.Text.Utf8.Span;
        if (profile is not null || bytes.IndexOf(OfTheHub) >= 0 || bytes.IndexOf("\"profile\":["u8) >= 0)
        {
            Validator.Value.CheckClaims(resource.Element, profile is null ? [] : [Canonicals.Profile(profile)], issues);
        }
    }

    /// <summary>For conformsTo() of FHIRPath: null when the hub does not hold the profile.</summary>
    public static bool? ConformsTo(FhirElement element, string canonical) => Validator.Value.ConformsTo(element, canonical);

    private static ProfileSet Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var definitions = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("profile.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name));
        return ProfileSet.Of(definitions, TerminologySet.Held);
    }

    private static JsonValue Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return JsonText.Of(bytes.ToArray()).Root;
    }
}
