using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>Holds resources to profiles (http://hl7.org/fhir/R4/profiling.html). The resource has passed the <see cref="Validator"/> before.</summary>
public sealed class ProfileValidator(ProfileSet profiles)
{
    private const int MaxIssues = 100;

    /// <summary>Holds a resource to profiles named by their canonicals; what is not held is told as a warning.</summary>
    public void Check(FhirElement resource, IEnumerable<string> canonicals, ICollection<Issue> issues)
    {
        var check = new ProfileCheck(profiles, new ProfileFindings(issues, MaxIssues));
        foreach (var canonical in canonicals.Distinct())
        {
            Check(resource, canonical, check, null);
        }

        new ExtensionCheck(check).Check(resource);
    }

    /// <summary>Holds the resource, and each that stands in it, to what its meta.profile claims, and the outer one to more besides.</summary>
    public void CheckClaims(FhirElement resource, IEnumerable<string> more, ICollection<Issue> issues)
    {
        var check = new ProfileCheck(profiles, new ProfileFindings(issues, MaxIssues));
        foreach (var canonical in more)
        {
            Check(resource, canonical, check, null);
        }

        Claims(resource, check, [.. more]);
        new ExtensionCheck(check).Check(resource);
    }

    private void Claims(FhirElement resource, ProfileCheck check, HashSet<string> done)
    {
        var number = 0;
        foreach (var claim in resource.Value["meta"u8]["profile"u8].Items)
        {
            if (done.Add(claim.Text))
            {
                Check(resource, claim.Text, check, $"meta.profile[{number}]");
            }

            number++;
        }

        foreach (var inner in Inner(resource))
        {
            Claims(inner, check, []);
        }
    }

    private void Check(FhirElement resource, string canonical, ProfileCheck check, string? claimedAt)
    {
        if (profiles.Find(canonical) is { } profile)
        {
            check.Run(resource, profile);
        }
        else if (!canonical.StartsWith(R4Profiles.Base, StringComparison.Ordinal) || !check.IsOfType(resource, canonical[R4Profiles.Base.Length..], claimedAt))
        {
            check.Findings.Add(
                Severity.Warning, Problems.UnknownProfile, "The hub does not hold this profile: nothing of it was checked.", resource, claimedAt);
        }
    }

    /// <summary>Contained resources, entries of bundles, resources in Parameters.</summary>
    private static IEnumerable<FhirElement> Inner(FhirElement element)
    {
        foreach (var child in element.Children())
        {
            if (child.IsResource)
            {
                yield return child;
            }
            else if (child.Value.Kind == JsonKind.Object && child.Type.Kind == Definitions.TypeKind.Backbone)
            {
                foreach (var inner in Inner(child))
                {
                    yield return inner;
                }
            }
        }
    }
}
