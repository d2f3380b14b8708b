using Hub.Fhir.Json;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>A StructureDefinition that constrains a type (http://hl7.org/fhir/R4/profiling.html), ready to be checked against.</summary>
public sealed class Profile
{
    internal Profile(JsonValue definition, ProfileElement root)
    {
        Definition = definition;
        Root = root;
        Url = definition["url"u8].Text;
        Version = definition["version"u8] is { Exists: true } version ? version.Text : null;
        Title = definition["title"u8] is { Exists: true } title ? title.Text : definition["name"u8].Text;
        Type = definition["type"u8].Text;
        IsWhole = definition["snapshot"u8].Exists;
        Base = definition["baseDefinition"u8].Text;
        Contexts = ContextsOf(definition);
    }

    public string Url { get; }

    public string? Version { get; }

    public string Title { get; }

    /// <summary>The type that it constrains.</summary>
    public string Type { get; }

    public string Base { get; }

    /// <summary>With a snapshot it says all; without, what its base says holds too.</summary>
    public bool IsWhole { get; }

    /// <summary>The StructureDefinition itself.</summary>
    public JsonValue Definition { get; }

    internal ProfileElement Root { get; }

    /// <summary>Where an extension may stand; empty when nothing is said of it.</summary>
    internal IReadOnlyList<ExtensionContext> Contexts { get; }

    public override string ToString() => Url;

    /// <summary>The ways to all slices of that name, outer slices first.</summary>
    internal IReadOnlyList<IReadOnlyList<(ProfileElement Slice, Slicing Slicing)>> Slices(string name) => Below(Root, [], name).ToList();

    private static IEnumerable<IReadOnlyList<(ProfileElement Slice, Slicing Slicing)>> Below(
        ProfileElement element, IReadOnlyList<(ProfileElement Slice, Slicing Slicing)> outer, string name)
    {
        foreach (var slice in element.Slices)
        {
            IReadOnlyList<(ProfileElement Slice, Slicing Slicing)> way = [.. outer, (slice, element.Slicing ?? Slicing.Unsaid)];
            if (slice.SliceName == name)
            {
                yield return way;
            }

            foreach (var inner in Below(slice, way, name))
            {
                yield return inner;
            }
        }

        foreach (var inner in element.Children.SelectMany(child => Below(child, [], name)))
        {
            yield return inner;
        }
    }

    private static List<ExtensionContext> ContextsOf(JsonValue definition)
    {
        var contexts = new List<ExtensionContext>();
        foreach (var context in definition["context"u8].Items)
        {
            contexts.Add(new(context["type"u8].Text, context["expression"u8].Text));
        }

        return contexts;
    }
}

/// <summary>Type is element, extension or fhirpath (http://hl7.org/fhir/R4/defining-extensions.html#context).</summary>
internal sealed record ExtensionContext(string Type, string Expression);
