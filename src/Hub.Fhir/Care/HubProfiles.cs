using System.Text;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.Care;

/// <summary>What profiles and extensions are held to at the door, and when there is something to hold to.</summary>
internal static class HubProfiles
{
    private static readonly ProfileValidator Validator = new(ProfileSet.Held);
    private static readonly byte[] OfTheHub = Encoding.UTF8.GetBytes(Canonicals.Base + "/");

    /// <summary>Holds a resource to the profile it is of, if any, it and all inside it to what they claim, and extensions to their definition.</summary>
    public static void Check(ValidResource resource, string? profile, ICollection<Issue> issues)
    {
        var text = resource.Text;
        if (profile is not null || text.MayMention(OfTheHub) || text.MayMention("\"profile\":["u8) || text.MayMention("xtension\":["u8))
        {
            Validator.CheckClaims(resource.Element, profile is null ? [] : [Canonicals.Profile(profile)], issues);
        }
    }
}
