using Hub.Api.Store;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>Which agency a reference means: an Organization in the partner registry, or that of one of its own services, roles and associations.</summary>
internal sealed class AgencyNames(WriteTransaction store)
{
    /// <summary>The registry stays as it is while one piece of work is done.</summary>
    private readonly Dictionary<string, bool> known = new(StringComparer.Ordinal);

    public string? Of(JsonValue reference)
    {
        if (References.Local(reference, "Organization") is { } organization)
        {
            return IsAgency(organization) ? organization : null;
        }

        return Through(reference, "HealthcareService", "providedBy") ?? Through(reference, "PractitionerRole", "organization");
    }

    /// <summary>The name of an agency belongs to that agency: nobody else writes the Organization under it.</summary>
    public void CheckMayName(ResourceKey key, Caller caller)
    {
        if (key.Type == "Organization" && key.Id != caller.Agency && store.Find(key) is null && IsAgency(key.Id))
        {
            throw new ProblemException(Problems.NotAllowedHere, $"Organization/{key.Id} is the name of another agency; only that agency writes it.");
        }
    }

    private bool IsAgency(string agency) => known.TryGetValue(agency, out var isAgency) ? isAgency : known[agency] = store.IsAgency(agency);

    /// <summary>A directory entry speaks for an agency only when that agency, or the hub, wrote it.</summary>
    private string? Through(JsonValue reference, string type, string element)
    {
        if (References.Local(reference, type) is not { } id || store.Find(new ResourceKey(type, id)) is not { Deleted: false } entry)
        {
            return null;
        }

        var agency = References.Local(Stored.Root(entry)[element], "Organization");
        return agency is not null && IsAgency(agency) && (entry.Author == agency || entry.Author == Hub.Fhir.Care.HubAgency.Name) ? agency : null;
    }
}
