using Hub.Fhir.Definitions;
using Hub.Fhir.Json;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>What a profile says of one element or slice. What it does not say is left to the definitions of R4.</summary>
internal sealed class ProfileElement
{
    /// <summary>The last step of the path; "value" for value[x], the type of the resource for the root.</summary>
    public required string Name { get; init; }

    public required string Path { get; init; }

    public string? SliceName { get; init; }

    public int Min { get; init; }

    /// <summary>Null when nothing is said.</summary>
    public int? Max { get; init; }

    /// <summary>A few words for people: ElementDefinition.short.</summary>
    public string Short { get; init; } = "";

    public IReadOnlyList<ProfileType> Types { get; init; } = [];

    public TypedValue? Fixed { get; init; }

    public TypedValue? Pattern { get; init; }

    public TypedValue? MinValue { get; init; }

    public TypedValue? MaxValue { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>The regular expression that the whole text must match.</summary>
    public string? Regex { get; init; }

    public IReadOnlyList<ProfileBinding> Bindings { get; init; } = [];

    public IReadOnlyList<Invariant> Invariants { get; init; } = [];

    public Slicing? Slicing { get; set; }

    /// <summary>The id of the element whose children this one has.</summary>
    public string? ContentReference { get; init; }

    public List<ProfileElement> Children { get; } = [];

    public List<ProfileElement> Slices { get; } = [];

    public ProfileElement? Child(string name) => Children.Find(child => child.Name == name);

    public override string ToString() => SliceName is null ? Path : $"{Path}:{SliceName}";
}

/// <summary>A type that may stand here, the profiles one of which it must meet, and what a reference may point to.</summary>
internal sealed record ProfileType(string Code, IReadOnlyList<string> Profiles, IReadOnlyList<string> Targets, IReadOnlyList<string> Aggregation);

/// <summary>A value with its type, as in fixedCode or patternQuantity.</summary>
internal sealed record TypedValue(JsonValue Value, string Type);

internal sealed record ProfileBinding(BindingStrength Strength, string ValueSet);

/// <summary>How items are told apart (http://hl7.org/fhir/R4/profiling.html#slicing).</summary>
internal sealed record Slicing(IReadOnlyList<Discriminator> Discriminators, string Rules, bool IsOrdered)
{
    /// <summary>Slices without a word on how they are told apart: by all that they say.</summary>
    public static readonly Slicing Unsaid = new([], "open", false);
}

/// <summary>Type is value, pattern, type, profile or exists; Path is of the restricted FHIRPath of discriminators.</summary>
internal sealed record Discriminator(string Type, string Path)
{
    public IReadOnlyList<string> Steps { get; } = DiscriminatorPath.Steps(Path);
}
