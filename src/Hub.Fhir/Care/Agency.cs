using Hub.Fhir.Json;

namespace Hub.Fhir.Care;

/// <summary>A partner agency: an Organization whose id is the agency's name in every rule.</summary>
public readonly record struct Agency(JsonValue Root)
{
    public string? Id => Root["id"].TextOf();

    public string? Name => Root["name"].TextOf();

    public bool IsActive => Root["active"].TextOf() != "false";
}
