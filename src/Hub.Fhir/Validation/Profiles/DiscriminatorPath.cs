using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>
/// The FHIRPath that discriminators may use: $this, element names, extension(url), ofType(type), resolve(). What resolve()
/// leads to is not fetched; the reference itself says of which type it is.
/// </summary>
internal static class DiscriminatorPath
{
    private const string OfExtension = "extension(";

    public static IReadOnlyList<string> Steps(string path)
    {
        var steps = new List<string>();
        var (start, depth) = (0, 0);
        for (var place = 0; place <= path.Length; place++)
        {
            if (place == path.Length || (path[place] == '.' && depth == 0))
            {
                steps.Add(path[start..place]);
                start = place + 1;
            }
            else
            {
                depth += path[place] switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }

        return steps.Where(step => step is not ("$this" or "")).ToList();
    }

    /// <summary>
    /// What the slice, or the profile of its type, says of the element at the path: the element itself, then slices of it on the
    /// way, which may be the ones that tell. Empty when nothing is said.
    /// </summary>
    public static IReadOnlyList<ProfileElement> Rules(ProfileElement slice, IReadOnlyList<string> steps, ProfileSet profiles)
    {
        IEnumerable<ProfileElement> rules = [slice];
        foreach (var step in steps.Where(step => step != "resolve()" && !step.StartsWith("ofType(", StringComparison.Ordinal)))
        {
            rules = rules.SelectMany(rule => Below(rule, step, profiles)).ToList();
        }

        return [.. rules];
    }

    public static IReadOnlyList<FhirElement> Elements(FhirElement item, IReadOnlyList<string> steps)
    {
        IEnumerable<FhirElement> found = [item];
        foreach (var step in steps)
        {
            found = step switch
            {
                "resolve()" => found,
                _ when step.StartsWith("ofType(", StringComparison.Ordinal) => found.Where(one => one.Type.Is(step[7..^1])),
                _ when step.StartsWith(OfExtension, StringComparison.Ordinal) =>
                    found.SelectMany(one => one.Children("extension")).Where(extension => extension.Value["url"u8].Text == Url(step)),
                _ => found.SelectMany(one => one.Children(step)),
            };
        }

        return found.ToList();
    }

    private static IEnumerable<ProfileElement> Below(ProfileElement rule, string step, ProfileSet profiles)
    {
        var inner = Below(rule, step)
            ?? rule.Types.SelectMany(type => type.Profiles).Select(profiles.Find).OfType<Profile>().Select(profile => Below(profile.Root, step)).FirstOrDefault(found => found is not null);
        return inner is null ? [] : WithSlices(inner);
    }

    private static IEnumerable<ProfileElement> WithSlices(ProfileElement element) => element.Slices.SelectMany(WithSlices).Prepend(element);

    private static ProfileElement? Below(ProfileElement rule, string step)
    {
        if (!step.StartsWith(OfExtension, StringComparison.Ordinal))
        {
            return rule.Child(step);
        }

        return rule.Child("extension")?.Slices.Find(slice => slice.Types.Any(type => type.Profiles.Contains(Url(step))) || slice.Child("url")?.Fixed?.Value.Text == Url(step));
    }

    private static string Url(string step) => step[OfExtension.Length..^1].Trim('\'', '"');
}
