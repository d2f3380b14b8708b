using Hub.Api.Store;
using Hub.Fhir.Care;

namespace Hub.Api.Access;

/// <summary>The hub's own entry in the directory: what the hub writes of its own accord, and the audit of it, name Organization/hub.</summary>
internal static class HubOrganization
{
    private const string AtStart = "start";

    /// <summary>Held from the first start on; a database of an older hub gets it with the next one.</summary>
    public static Task HoldHubOrganization(this WebApplication app) => app.Services.GetRequiredService<ResourceStore>().Write(
        open =>
        {
            if (open.Find(new ResourceKey("Organization", HubAgency.Name)) is null)
            {
                open.Put(HubResources.Organization(), new WriteStamp(HubAgency.Name, HubAgency.Name, ShareCategories.Directory, null, null, "PUT", AtStart, AtStart));
            }

            return true;
        },
        app.Lifetime.ApplicationStopping);
}
