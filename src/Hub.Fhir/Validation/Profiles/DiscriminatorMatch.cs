using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>Whether an item is of a slice, by the discriminators (http://hl7.org/fhir/R4/profiling.html#discriminator).</summary>
internal sealed class DiscriminatorMatch(ProfileCheck check)
{
    public bool Is(FhirElement item, ProfileElement slice, Slicing slicing) =>
        slicing.Discriminators.Count == 0 ? check.Conforms(item, slice)
        : slicing.Discriminators is [var only] ? Is(item, slice, only)
        : slicing.Discriminators.All(discriminator => Is(item, slice, discriminator));

    private bool Is(FhirElement item, ProfileElement slice, Discriminator discriminator)
    {
        var steps = discriminator.Steps;
        var rule = check.Profiles.Telling(slice, discriminator);
        if (discriminator.Path == "url" && rule?.Fixed is null && slice.Types is [{ Code: "Extension", Profiles: [var canonical, ..] }])
        {
            return item.Value["url"u8].Text == canonical.Split('|')[0];
        }

        if (rule is null)
        {
            return true;
        }

        // Most slices are of extensions, by their url.
        if (discriminator is { Path: "url", Type: "value" } && rule.Fixed is { Value.Kind: JsonKind.String } fixedUrl)
        {
            return item.Value["url"u8].TextEquals(fixedUrl.Value.Utf8);
        }

        var found = DiscriminatorPath.Elements(item, steps);
        return discriminator.Type switch
        {
            "exists" => rule.Max == 0 ? found.Count == 0 : rule.Min == 0 || found.Count > 0,
            "type" => steps.Contains("resolve()") ? found.Any(one => RefersTo(one, rule)) : found.Any(one => IsOfType(one, rule)),
            "profile" => found.Any(one => Meets(one, rule)),
            _ => !Says(rule) || found.Any(one => Fits(one, rule)),
        };
    }

    /// <summary>What tells the slice apart: the first rule at the path that says something, or else the first.</summary>
    internal static ProfileElement? Telling(ProfileElement slice, Discriminator discriminator, ProfileSet profiles)
    {
        var rules = DiscriminatorPath.Rules(slice, discriminator.Steps, profiles);
        return rules.FirstOrDefault(Says) ?? (rules is [var first, ..] ? first : null);
    }

    private static bool Says(ProfileElement rule) =>
        rule.Fixed is not null || rule.Pattern is not null || rule.Bindings.Any(binding => binding.Strength == BindingStrength.Required) || rule.Children.Exists(Says);

    /// <summary>The value, or what below it tells it apart; cardinality and the rest are for when the slice is known.</summary>
    private bool Fits(FhirElement element, ProfileElement rule)
    {
        if (rule.Fixed is { } same)
        {
            return JsonPattern.Is(element.Value, same.Value);
        }

        if (rule.Pattern is { } pattern)
        {
            return JsonPattern.Has(element.Value, pattern.Value);
        }

        var isOfSet = rule.Bindings.Where(binding => binding.Strength == BindingStrength.Required)
            .All(binding => new CodeCheck(check).IsMember(element, binding.ValueSet) == true);
        return isOfSet && rule.Children.Where(Says).All(child => element.Children(child.Name).Any(one => Fits(one, child)));
    }

    private static bool IsOfType(FhirElement element, ProfileElement rule) =>
        rule.Types.Count == 0 || rule.Types.Any(type => element.Type.Is(type.Code) || (element.Type.Kind == TypeKind.Backbone && type.Code == "BackboneElement"));

    /// <summary>A profile that is not held leaves the type to decide.</summary>
    private bool Meets(FhirElement element, ProfileElement rule) => rule.Types.Any(type =>
        element.Type.Is(type.Code)
        && (type.Profiles.Count == 0 || type.Profiles.Any(canonical => check.Profiles.Find(canonical) is not { } profile || check.Conforms(element, profile))));

    private bool RefersTo(FhirElement reference, ProfileElement rule)
    {
        if (reference.IsResource)
        {
            return rule.Types.Any(type => type.Targets.Any(target => IsTarget(target, reference.Type.Name)));
        }

        var parsed = ResourceReference.Parse(reference.Value["reference"u8].Text);
        var type = parsed.Kind == ReferenceKind.Contained ? TypeCheck.Contained(reference, parsed.Id).Type?.Name : parsed.Type;
        type ??= reference.Value["type"u8].Text;
        return rule.Types.Any(one => one.Targets.Any(target => IsTarget(target, type)));
    }

    private bool IsTarget(string target, string type) =>
        (check.Profiles.Find(target)?.Type ?? target[(target.LastIndexOf('/') + 1)..]) is var name && (name == type || (DefinitionSet.R4.Type(type)?.Is(name) ?? false));
}
