using Hub.Api.Store;

namespace Hub.Api.Access;

/// <summary><c>token &lt;client&gt; [--purpose code] [--scope scopes]</c>: prints an access token for a registered client and nothing else on standard output.</summary>
public static class TokenCommand
{
    public static async Task<int> Run(string client, Dictionary<string, string> options, IServiceProvider services, TextWriter output, TextWriter errors)
    {
        var store = services.GetRequiredService<ResourceStore>();
        if (await store.FindPartner(client, CancellationToken.None) is not { Enabled: true } partner)
        {
            var known = await store.Partners(CancellationToken.None);
            await errors.WriteLineAsync(known.Count == 0
                ? $"{store.Database} holds no partners yet: start the hub once, with the demo or with partners of your own."
                : $"No client '{client}' is registered and switched on. Registered here: {string.Join(", ", known.Where(one => one.Enabled).Select(one => one.ClientId))}.");
            return 1;
        }

        var purpose = options.GetValueOrDefault("purpose", Purposes.Treatment);
        if (!Purposes.Known.Contains(purpose))
        {
            await errors.WriteLineAsync($"'{purpose}' is no purpose of use; known are {string.Join(", ", Purposes.Known)}.");
            return 2;
        }

        if (!SmartScopes.TryParse(options.GetValueOrDefault("scope", partner.Scopes), out var scopes, out var refused))
        {
            await errors.WriteLineAsync($"'{refused}' is no scope.");
            return 2;
        }

        var token = services.GetRequiredService<AccessTokens>().Issue(partner, scopes.Within(SmartScopes.Parse(partner.Scopes)), purpose);
        await output.WriteLineAsync(token);
        await output.FlushAsync();
        return 0;
    }
}
