using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;

namespace Hub.Fhir.Validation;

/// <summary>A compiled invariant of a type. Needs: elements, a bit each, without one of which the rule holds anyway.</summary>
internal sealed record InvariantRule(Invariant Invariant, FhirPathExpression Expression, ulong Needs)
{
    /// <summary>Those that are checked by hand on the way, by what stands at their name.</summary>
    private static readonly Dictionary<string, string> ByHand = new()
    {
        ["ele-1"] = "StructureCheck: an element has more than an id.",
        ["ext-1"] = "StructureCheck: an extension has a value or extensions, not both.",
        ["ref-1"] = "LocalReferences: a local reference has its contained resource.",
        ["dom-3"] = "LocalReferences: a contained resource is referred to, or refers to its container.",
        ["txt-1"] = "XhtmlScanner: only the basic subset.",
        ["txt-2"] = "XhtmlScanner: some content.",
        ["dom-6"] = "A best practice only, that a resource should have a narrative; told of nobody's resource.",
    };

    /// <summary>Rules on what is inside an element hold where it is absent.</summary>
    private static readonly Dictionary<string, string> About = new()
    {
        ["dom-2"] = "contained",
        ["dom-4"] = "contained",
        ["dom-5"] = "contained",
        ["per-1"] = "end",
        ["bdl-7"] = "entry",
        ["qty-3"] = "code",
        ["sqty-1"] = "comparator",
    };

    /// <summary>The rules of a type, compiled; those done by hand are left out.</summary>
    public static InvariantRule[] Of(TypeDefinition type, IEnumerable<Invariant> invariants) => invariants
        .Where(invariant => !ByHand.ContainsKey(invariant.Key))
        .Select(invariant => new InvariantRule(invariant, FhirPathExpression.Compile(InvariantErrata.Expression(invariant)), NeedsOf(type, invariant)))
        .ToArray();

    /// <summary>All bits when the rule must be asked in any case.</summary>
    private static ulong NeedsOf(TypeDefinition type, Invariant invariant)
    {
        if (!About.TryGetValue(invariant.Key, out var name))
        {
            return ulong.MaxValue;
        }

        var ordinal = type.Elements.ToList().FindIndex(element => element.Name == name);
        return ordinal < 0 ? 0 : 1UL << ordinal;
    }
}
