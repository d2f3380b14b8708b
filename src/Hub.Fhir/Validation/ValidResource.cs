using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation;

/// <summary>A resource that has passed the <see cref="Validator"/>, which alone can make one; the only thing the store takes.</summary>
public sealed class ValidResource
{
    internal ValidResource(JsonText text, FhirElement element)
    {
        Text = text;
        Element = element;
    }

    public JsonText Text { get; }

    /// <summary>The resource with its type, for FHIRPath.</summary>
    public FhirElement Element { get; }

    public JsonValue Root => Element.Value;

    /// <summary>The resource type.</summary>
    public string Type => Element.Type.Name;

    /// <summary>The logical id, when the resource has one.</summary>
    public string? Id => Root["id"u8] is { Exists: true } id ? id.Text : null;
}
