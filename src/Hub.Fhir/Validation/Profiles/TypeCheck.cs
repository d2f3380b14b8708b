using Hub.Fhir.Definitions;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>The types that may stand at an element, the profiles they must meet, and what references may point to.</summary>
internal sealed class TypeCheck(ProfileCheck check)
{
    /// <summary>False when it is of another type, so that nothing below can be compared.</summary>
    public bool Check(FhirElement element, ProfileElement rule)
    {
        if (rule.Types.Count == 0 || element.Member is null)
        {
            return true;
        }

        var fitting = rule.Types is [var only] && IsOf(element, only.Code) ? rule.Types : [.. rule.Types.Where(type => IsOf(element, type.Code))];
        if (fitting.Count == 0)
        {
            var allowed = string.Join(", ", rule.Types.Select(type => type.Code));
            check.Findings.Error(Problems.ProfileFailed, $"{check.Title}: {rule.Name} may be {allowed} here, not {element.Type.Name}.", element);
            return false;
        }

        Meet(element, All(fitting, type => type.Profiles));
        if (element.Type.Name == "Reference")
        {
            Target(element, fitting);
        }

        return true;
    }

    private static IReadOnlyList<string> All(IReadOnlyList<ProfileType> types, Func<ProfileType, IReadOnlyList<string>> some) =>
        types is [var only] ? some(only) : [.. types.SelectMany(some)];

    /// <summary>Only choices and places for any resource leave a type open; elsewhere R4 has decided it.</summary>
    private static bool IsOf(FhirElement element, string code) =>
        !(element.Member!.Element.IsChoice || element.IsResource)
        || code.Contains('/', StringComparison.Ordinal)
        || element.Type.Is(code);

    /// <summary>One of the profiles must be met; those that are not held cannot be asked.</summary>
    private void Meet(FhirElement element, IReadOnlyList<string> canonicals)
    {
        if (canonicals.Count == 0)
        {
            return;
        }

        var held = canonicals.Select(check.Profiles.Find).OfType<Profile>().ToList();
        if (held.Count < canonicals.Count)
        {
            if (!held.Exists(profile => check.Conforms(element, profile)) && !canonicals.Any(IsTypeOfR4))
            {
                check.Findings.Add(
                    Severity.Information, Problems.NotChecked, $"{check.Title}: the profile that {element.Member!.Element.Name} must meet is not held: not checked.", element);
            }
        }
        else if (held.Count == 1)
        {
            if (element.Type.Name == "Extension")
            {
                check.IsFirstSight(element);
            }

            check.Run(element, held[0]);
        }
        else if (!held.Exists(profile => check.Conforms(element, profile)))
        {
            check.Findings.Error(Problems.ProfileFailed, $"{check.Title}: must meet one of {string.Join(", ", held.Select(profile => profile.Title))}.", element);
        }
    }

    /// <summary>What the types of R4 ask for themselves is held at the door.</summary>
    private static bool IsTypeOfR4(string canonical) =>
        canonical.StartsWith(R4Profiles.Base, StringComparison.Ordinal) && DefinitionSet.R4.Type(canonical[R4Profiles.Base.Length..]) is not null;

    private void Target(FhirElement element, IReadOnlyList<ProfileType> types)
    {
        var (targets, modes) = (All(types, type => type.Targets), All(types, type => type.Aggregation));
        if (targets.Count == 0 && modes.Count == 0)
        {
            return;
        }

        var literal = element.Value["reference"u8];
        var reference = literal.Exists ? ResourceReference.Parse(literal.Text) : default;
        var type = literal.Exists && reference.Kind == ReferenceKind.Contained ? Contained(element, reference.Id).Type?.Name : reference.Type;
        type ??= element.Value["type"u8] is { Exists: true } said ? said.Text : null;
        if (targets.Count > 0 && type is not null && !targets.Any(target => IsTarget(target, type)))
        {
            var allowed = string.Join(", ", targets.Select(target => target[(target.LastIndexOf('/') + 1)..]));
            check.Findings.Error(Problems.InvalidReference, $"{check.Title}: may refer to {allowed} here, not to {type}.", element, literal.Exists ? "reference" : "type");
        }

        if (modes.Count > 0 && literal.Exists && !modes.Contains(reference.Kind == ReferenceKind.Contained ? "contained" : "referenced") && !modes.Contains("bundled"))
        {
            check.Findings.Error(Problems.InvalidReference, $"{check.Title}: what is referred to here must be {string.Join(" or ", modes)}.", element, "reference");
        }
    }

    private bool IsTarget(string target, string type)
    {
        var plain = target.Split('|')[0];
        if (check.Profiles.Find(target) is { } profile)
        {
            return profile.Type == type;
        }

        // A profile that is not held may be one of any type.
        return !plain.StartsWith(R4Profiles.Base, StringComparison.Ordinal)
            || DefinitionSet.R4.Type(plain[R4Profiles.Base.Length..]) is not { } expected
            || (DefinitionSet.R4.Type(type)?.Is(expected.Name) ?? false);
    }

    internal static FhirElement Contained(FhirElement element, string? id)
    {
        foreach (var child in element.RootResource.Children("contained"))
        {
            if (id is not null && child.Value["id"u8].Text == id)
            {
                return child;
            }
        }

        return id is null ? element.RootResource : default;
    }
}
