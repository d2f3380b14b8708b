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

    public override string ToString() => Url;
}
