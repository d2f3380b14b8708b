using System.Collections.Concurrent;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Terminology;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>Profiles that are held together, found by their canonical, and the terminology that their bindings ask. Those of R4 itself are in every set.</summary>
public sealed class ProfileSet
{
    private static readonly Lazy<ProfileSet> Embedded = new(() => Of(EmbeddedJson.All("profile."), TerminologySet.Held));

    private readonly Dictionary<string, Profile> profiles = new(StringComparer.Ordinal);

    /// <summary>Found once: slices and profiles do not change.</summary>
    private readonly ConcurrentDictionary<(ProfileElement Slice, Discriminator By), ProfileElement?> telling = new();

    private ProfileSet(TerminologySet terminology) => Terminology = terminology;

    /// <summary>The hub's profiles as compiled from specs/profiles: what is published is what is held to.</summary>
    public static ProfileSet Held => Embedded.Value;

    /// <summary>Without those of R4.</summary>
    public IReadOnlyCollection<Profile> All => profiles.Values;

    public TerminologySet Terminology { get; }

    /// <summary>Of StructureDefinitions; other resources are passed over.</summary>
    public static ProfileSet Of(IEnumerable<JsonValue> definitions, TerminologySet terminology)
    {
        var set = new ProfileSet(terminology);
        foreach (var definition in definitions)
        {
            if (definition["resourceType"u8].TextEquals("StructureDefinition"u8) && ProfileReader.Read(definition) is { } profile)
            {
                set.profiles[profile.Url] = profile;
            }
        }

        return set;
    }

    /// <summary>The rule by which a discriminator tells a slice apart; null when nothing is said there.</summary>
    internal ProfileElement? Telling(ProfileElement slice, Discriminator by) =>
        telling.GetOrAdd((slice, by), static (key, set) => DiscriminatorMatch.Telling(key.Slice, key.By, set), this);

    /// <summary>By its url, or url|version; null when it is not held, or in another version.</summary>
    public Profile? Find(string canonical)
    {
        var bar = canonical.IndexOf('|', StringComparison.Ordinal);
        var url = bar < 0 ? canonical : canonical[..bar];
        var profile = profiles.GetValueOrDefault(url) ?? R4Profiles.Find(url);
        return bar < 0 || profile?.Version is null || profile.Version == canonical[(bar + 1)..] ? profile : null;
    }
}
