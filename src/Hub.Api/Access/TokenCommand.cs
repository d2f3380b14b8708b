using Hub.Api.Http;
using Hub.Api.Store;

namespace Hub.Api.Access;

/// <summary>
/// <c>token &lt;client&gt; [--purpose code] [--scope scopes]</c>: prints an access token for a registered client and nothing else on standard
/// output. Works on the database of a running hub; whoever can open that file is trusted with it.
/// </summary>
public static class TokenCommand
{
    private const string Usage = "token <client> [--purpose <code>] [--scope \"<scopes>\"]";

    /// <summary>The exit code: 0 when a token was printed.</summary>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter errors)
    {
        var options = Options(args.Skip(2));
        if (args.Length < 2 || args[1].StartsWith('-') || options is null)
        {
            await errors.WriteLineAsync($"Usage: {Usage}");
            return 2;
        }

        await using var services = Services(options);
        var store = services.GetRequiredService<ResourceStore>();
        var partner = await store.FindPartner(args[1], CancellationToken.None);
        if (partner is not { Enabled: true })
        {
            var known = await store.Partners(CancellationToken.None);
            await errors.WriteLineAsync(known.Count == 0
                ? $"{store.Database} holds no partners yet: start the hub once, with the demo or with partners of your own."
                : $"No client '{args[1]}' is registered and switched on. Registered here: {string.Join(", ", known.Where(one => one.Enabled).Select(one => one.ClientId))}.");
            return 1;
        }

        return await Print(partner, options, services.GetRequiredService<AccessTokens>(), output, errors);
    }

    private static async Task<int> Print(Partner partner, Dictionary<string, string> options, AccessTokens tokens, TextWriter output, TextWriter errors)
    {
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

        await output.WriteLineAsync(tokens.Issue(partner, scopes.Within(SmartScopes.Parse(partner.Scopes)), purpose));
        await output.FlushAsync();
        return 0;
    }

    /// <summary>--name value pairs; null when they are no pairs.</summary>
    private static Dictionary<string, string>? Options(IEnumerable<string> args)
    {
        var pairs = args.Chunk(2).ToList();
        return pairs.All(pair => pair.Length == 2 && pair[0].StartsWith("--", StringComparison.Ordinal))
            ? pairs.ToDictionary(pair => pair[0][2..], pair => pair[1], StringComparer.OrdinalIgnoreCase)
            : null;
    }

    /// <summary>The address the hub of this database was started under, unless the configuration names one.</summary>
    private static AccessSettings Announced(ConfigurationManager configuration, ResourceStore store)
    {
        var settings = AccessSettings.From(configuration);
        var keys = store.SigningKeys(CancellationToken.None).GetAwaiter().GetResult();
        return configuration["Hub:BaseUrl"] is null && keys.Count > 0 ? settings with { BaseUrl = keys[0].Issuer } : settings;
    }

    private static ServiceProvider Services(Dictionary<string, string> options)
    {
        var settings = Hosting.Options([.. options.SelectMany(option => new[] { "--" + option.Key, option.Value })]);
        var builder = WebApplication.CreateBuilder(settings);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(builder.Configuration);
        services.AddLogging();
        services.AddStore(builder.Configuration);
        services.AddSingleton(provider => Announced(builder.Configuration, provider.GetRequiredService<ResourceStore>()));
        services.AddTokenParts();
        return services.BuildServiceProvider();
    }
}
