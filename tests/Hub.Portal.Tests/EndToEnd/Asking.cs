using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Hub.Api.Access;
using Hub.Api.Accounts;
using Hub.Portal.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>What the FHIR API answers a person of the portal, asked without the portal.</summary>
internal static class Asking
{
    public static async Task<JsonNode> Ask(this PortalHub hub, string who, string query)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(hub, who));
        return JsonNode.Parse(await http.GetStringAsync($"{hub.Url}/fhir/{query}"))!;
    }

    public static async Task<IReadOnlyList<JsonNode>> All(this PortalHub hub, string who, string query)
    {
        var bundle = await hub.Ask(who, query);
        Assert.Equal("Bundle", bundle.Text("resourceType"));
        return bundle["entry"] is JsonArray entries ? [.. entries.Select(entry => entry!["resource"]!)] : [];
    }

    public static string? Text(this JsonNode node, string name) => (string?)node[name];

    public static HubUser Person(string email) => DemoPeople.All.Single(person => person.Email == email);

    private static string Token(PortalHub hub, string who)
    {
        var person = Person(who);
        return hub.Services.GetRequiredService<AccessTokens>()
            .IssueToPerson(person.Agency, person.Email!, "Practitioner/" + person.Practitioner, person.Role, Purposes.Treatment);
    }
}
