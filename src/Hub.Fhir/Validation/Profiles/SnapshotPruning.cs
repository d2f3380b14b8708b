using Hub.Fhir.Definitions;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>Takes out of a profile what its snapshot merely repeats of R4, which is held at the door: most of it. Slices stay whole, since what they repeat may tell them apart.</summary>
internal static class SnapshotPruning
{
    public static void Prune(ProfileElement element, TypeDefinition? type)
    {
        foreach (var child in element.Children)
        {
            Prune(child, type?.Element(child.Name)?.Types is [var only] ? only : null);
        }

        element.Children.RemoveAll(child => type?.Element(child.Name) is { } definition && SaysNothing(child, definition));
    }

    private static bool SaysNothing(ProfileElement child, ElementDefinition definition) =>
        child is { Children.Count: 0, Slices.Count: 0, Invariants.Count: 0, Fixed: null, Pattern: null, MinValue: null, MaxValue: null, MaxLength: null, Regex: null, ContentReference: null }
        && child.Min <= definition.Min
        && (child.Max is not { } max || max >= definition.Max)
        && child.Bindings.All(binding => IsTold(binding, definition.Binding))
        && (child.Types.Count == 0 || AllowsAll(child.Types, definition));

    private static bool IsTold(ProfileBinding binding, Binding? known) =>
        binding.Strength >= BindingStrength.Preferred
        || (binding.Strength == BindingStrength.Required && known?.Strength == BindingStrength.Required && binding.ValueSet.Split('|')[0] == known.ValueSet);

    private static bool AllowsAll(IReadOnlyList<ProfileType> types, ElementDefinition definition)
    {
        if (types.Any(type => type.Profiles.Count > 0 || type.Aggregation.Count > 0))
        {
            return false;
        }

        var targets = types.SelectMany(type => type.Targets).Select(target => target[(target.LastIndexOf('/') + 1)..]).ToList();
        return (!definition.IsChoice || definition.Types.All(type => types.Any(allowed => allowed.Code == type.Name)))
            && (targets.Count == 0 || targets.Contains("Resource") || (definition.TargetTypes.Count > 0 && definition.TargetTypes.All(targets.Contains)));
    }
}
