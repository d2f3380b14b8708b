using System.Runtime.CompilerServices;
using Hub.Fhir.Definitions;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>Walks a resource along the constraints of a profile.</summary>
internal sealed class ProfileCheck
{
    private const int MaxDepth = 64;
    private const int MaxSteps = 2_000_000;

    private readonly TypeCheck types;
    private readonly ValueCheck values;
    private readonly CodeCheck codes;
    private readonly RuleCheck rules;
    private readonly SlicingCheck slicing;
    private readonly HashSet<FhirElement> extensionsSeen;
    private readonly StepCount steps;

    /// <summary>The children of the element that is checked, after those of the elements around it.</summary>
    private readonly List<FhirElement> children = [];
    private Profile? profile;

    /// <summary>Profiles within profiles.</summary>
    private int depth;

    public ProfileCheck(ProfileSet profiles, ProfileFindings findings, int maxSteps = MaxSteps)
        : this(profiles, findings, new StepCount(maxSteps), [])
    {
    }

    private ProfileCheck(ProfileSet profiles, ProfileFindings findings, StepCount steps, HashSet<FhirElement> extensionsSeen)
    {
        (Profiles, Findings, this.steps, this.extensionsSeen) = (profiles, findings, steps, extensionsSeen);
        types = new TypeCheck(this);
        values = new ValueCheck(this);
        codes = new CodeCheck(this);
        rules = new RuleCheck(this);
        slicing = new SlicingCheck(this);
    }

    public ProfileSet Profiles { get; }

    public ProfileFindings Findings { get; }

    /// <summary>How people call the profile that is checked.</summary>
    public string Title => profile?.Title ?? "The profile";

    public void Run(FhirElement element, Profile against)
    {
        // A profile that leads back to itself says nothing new.
        if (depth >= MaxDepth)
        {
            return;
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            TooCostly(element);
            return;
        }

        var outer = profile;
        (profile, depth) = (against, depth + 1);
        if (!element.Type.Is(against.Type))
        {
            Findings.Error(Problems.ProfileFailed, $"{Title}: is for {against.Type}, not for {element.Type.Name}.", element);
        }
        else
        {
            if (!against.IsWhole && Profiles.Find(against.Base) is { } wider)
            {
                Run(element, wider);
            }

            Element(element, against.Root);
        }

        (profile, depth) = (outer, depth - 1);
    }

    /// <summary>Whether it would pass, without a word about what would not.</summary>
    public bool Conforms(FhirElement element, Profile against)
    {
        var silent = Quietly();
        silent.Run(element, against);
        return silent.Findings.Errors == 0;
    }

    /// <summary>The same for one constraint of the profile that is checked.</summary>
    public bool Conforms(FhirElement element, ProfileElement rule)
    {
        var silent = Quietly();
        silent.profile = profile;
        silent.Element(element, rule);
        return silent.Findings.Errors == 0;
    }

    /// <summary>A claim to a type of R4 itself.</summary>
    public bool IsOfType(FhirElement resource, string type, string? claimedAt)
    {
        if (DefinitionSet.R4.Type(type) is not { Kind: TypeKind.Resource })
        {
            return false;
        }

        if (!resource.Type.Is(type))
        {
            Findings.Error(Problems.ProfileFailed, $"The profile is for {type}, not for {resource.Type.Name}.", resource, claimedAt);
        }

        return true;
    }

    /// <summary>Whether an extension has not been held to its definition on the way of a profile.</summary>
    public bool IsFirstSight(FhirElement extension) => extensionsSeen.Add(extension);

    public void Element(FhirElement element, ProfileElement rule)
    {
        if (!steps.Take())
        {
            TooCostly(element);
            return;
        }

        if (Findings.IsFull || !types.Check(element, rule))
        {
            return;
        }

        values.Check(element, rule);
        codes.Check(element, rule);
        rules.Check(element, rule);
        var below = rule.ContentReference is { } reference ? Referred(reference) ?? rule : rule;
        if (below.Children.Count > 0)
        {
            Children(element, below);
        }
    }

    private void Children(FhirElement element, ProfileElement rule)
    {
        var start = children.Count;
        element.AddChildren(null, children);
        var end = children.Count;
        foreach (var child in rule.Children)
        {
            Occurrence(element, Count(start, end, child.Name), child);
            for (var i = start; i < end; i++)
            {
                if (IsNamed(children[i], child.Name))
                {
                    Element(children[i], child);
                }
            }

            if (child.Slices.Count > 0)
            {
                slicing.Check(element, children.GetRange(start, end - start).FindAll(item => IsNamed(item, child.Name)), child);
            }
        }

        children.RemoveRange(start, end - start);
    }

    private int Count(int start, int end, string name)
    {
        var count = 0;
        for (var i = start; i < end; i++)
        {
            count += IsNamed(children[i], name) ? 1 : 0;
        }

        return count;
    }

    /// <summary>By the element name, or by the JSON name of a choice.</summary>
    private static bool IsNamed(FhirElement child, string name) => child.Member!.Element.Name == name || child.Member.Name == name;

    /// <summary>How often an element or slice is there, and how often it may be.</summary>
    public void Occurrence(FhirElement parent, int count, ProfileElement rule)
    {
        if (count >= rule.Min && !(count > rule.Max))
        {
            return;
        }

        var name = rule.SliceName is null ? rule.Name : $"{rule.Name}:{rule.SliceName}";
        var about = rule.Short.Length > 0 ? $" ({rule.Short.TrimEnd('.')})" : "";
        if (count < rule.Min)
        {
            var text = rule.Min == 1 ? $"{Title}: {name} is required{about}." : $"{Title}: {name} is required {rule.Min} times{about}, and is there {count} times.";
            Findings.Error(Problems.ProfileFailed, text, parent, rule.Name);
        }
        else if (rule.Max is { } max && count > max)
        {
            var text = max == 0 ? $"{Title}: {name} must not be there{about}." : $"{Title}: {name} may be there {max} times at most{about}, and is there {count} times.";
            Findings.Error(Problems.ProfileFailed, text, parent, rule.Name);
        }
    }

    private void TooCostly(FhirElement element) =>
        Findings.Error(Problems.TooCostly, $"{Title}: the check would take too long on a resource of this size; send smaller ones.", element.RootResource);

    private ProfileCheck Quietly() => new(Profiles, ProfileFindings.Silent(), steps, []) { depth = depth };

    /// <summary>The element of the same profile with that id.</summary>
    private ProfileElement? Referred(string reference)
    {
        var rule = profile?.Root;
        foreach (var step in reference[(reference.IndexOf('#', StringComparison.Ordinal) + 1)..].Split('.').Skip(1))
        {
            rule = rule?.Child(step);
        }

        return rule;
    }

    /// <summary>The work that one check may take, however the profiles lead back into each other.</summary>
    private sealed class StepCount(int max)
    {
        private int taken;

        public bool Take() => taken++ < max;
    }
}
