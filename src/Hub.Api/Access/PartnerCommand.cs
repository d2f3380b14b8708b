using Hub.Api.Store;
using Hub.Fhir.Care;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Access;

/// <summary>
/// <c>partner &lt;client&gt; [--agency id] [--name words] [--jwks file-or-https-address] [--scopes "…"] [--enabled true|false]</c>: shows or changes a
/// line of the partner registry, of a running hub too.
/// </summary>
public static class PartnerCommand
{
    private static readonly string[] Known = ["agency", "name", "jwks", "scopes", "enabled"];

    public static async Task<int> Run(string client, Dictionary<string, string> options, IServiceProvider services, TextWriter output, TextWriter errors)
    {
        var registry = services.GetRequiredService<Partners>();
        var before = await registry.Find(client, CancellationToken.None);
        if (before is null && !options.ContainsKey("agency"))
        {
            await errors.WriteLineAsync($"No client '{client}' is registered. To register it, say for which agency: --agency <Organization id>.");
            return 1;
        }

        if (options.GetValueOrDefault("agency") == HubAgency.Name)
        {
            await errors.WriteLineAsync($"'{HubAgency.Name}' is the hub itself; no client speaks for it.");
            return 2;
        }

        var after = before ?? new Partner(client, options["agency"], client, "", "system/*.cruds", Enabled: true);
        if (Known.Any(options.ContainsKey))
        {
            if (await Change(after, options) is not { } changed)
            {
                await errors.WriteLineAsync("Not changed: --scopes are SMART scopes such as \"system/Task.rs\", --jwks is a JWKS file or an https address, --enabled is true or false.");
                return 2;
            }

            await registry.Save(after = changed, CancellationToken.None);
        }

        await output.WriteLineAsync($"{after.ClientId}: agency {after.Agency}, {(after.Enabled ? "on" : "off")}, scopes {after.Scopes}, keys {Keys(after)}");
        return 0;
    }

    /// <summary>The line as it should be; null when an option cannot be read.</summary>
    private static async Task<Partner?> Change(Partner partner, Dictionary<string, string> options)
    {
        var scopes = options.GetValueOrDefault("scopes", partner.Scopes);
        var keys = options.TryGetValue("jwks", out var said) ? await Jwks(said) : partner.Jwks;
        return SmartScopes.TryParse(scopes, out var parsed, out _) && keys is not null && bool.TryParse(options.GetValueOrDefault("enabled", partner.Enabled.ToString()), out var enabled)
            ? partner with
            {
                Agency = options.GetValueOrDefault("agency", partner.Agency),
                Name = options.GetValueOrDefault("name", partner.Name),
                Jwks = keys,
                Scopes = parsed.ToString(),
                Enabled = enabled,
            }
            : null;
    }

    private static async Task<string?> Jwks(string said)
    {
        if (said.StartsWith("https://", StringComparison.Ordinal))
        {
            return said;
        }

        var text = File.Exists(said) ? (await File.ReadAllTextAsync(said)).Trim() : "";
        return text.StartsWith('{') && ClientKeys.Parse(text) is not null ? text : null;
    }

    private static string Keys(Partner partner) => partner.Jwks.StartsWith('{')
        ? string.Join(", ", (ClientKeys.Parse(partner.Jwks) ?? new JsonWebKeySet()).Keys.Select(key => key.KeyId).DefaultIfEmpty("none"))
        : partner.Jwks.Length > 0 ? partner.Jwks : "none";
}
