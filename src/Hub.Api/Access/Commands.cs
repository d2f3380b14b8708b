using Hub.Api.Audit;
using Hub.Api.Http;
using Hub.Api.Store;

namespace Hub.Api.Access;

/// <summary>
/// What an operator does on the hub's database from the command line, whether or not a hub runs on it: a token by hand, the partner
/// registry, the signing keys, the chain of the audit, the index anew. Whoever can open that file is trusted with it.
/// </summary>
public static class Commands
{
    private const string Usage = """
        token <client> [--purpose <code>] [--scope "<scopes>"]
        partner <client> [--agency <id>] [--name <words>] [--jwks <file or https address>] [--scopes "<scopes>"] [--enabled true|false]
        roll-keys
        audit
        reindex
        """;

    public static bool Are(string[] args) => args is ["token" or "partner" or "roll-keys" or "audit" or "reindex", ..];

    /// <summary>The exit code: 0 when it was done. Only what was asked for goes to <paramref name="output"/>.</summary>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter errors)
    {
        var takesClient = args[0] is "token" or "partner";
        var options = Options(args.Skip(takesClient ? 2 : 1));
        if (options is null || (takesClient && (args.Length < 2 || args[1].StartsWith('-'))))
        {
            await errors.WriteLineAsync($"Usage:\n{Usage}");
            return 2;
        }

        await using var services = Services(options);
        return args[0] switch
        {
            "token" => await TokenCommand.Run(args[1], options, services, output, errors),
            "partner" => await PartnerCommand.Run(args[1], options, services, output, errors),
            "roll-keys" => await Roll(services, output),
            "reindex" => await Reindex(services, output),
            _ => await AuditCommand.Run(services, output, errors),
        };
    }

    private static async Task<int> Roll(ServiceProvider services, TextWriter output)
    {
        await output.WriteLineAsync($"Tokens are signed with key {services.GetRequiredService<SigningKeys>().Roll()} from now on.");
        return 0;
    }

    private static async Task<int> Reindex(ServiceProvider services, TextWriter output)
    {
        await services.GetRequiredService<ResourceStore>().IndexAnew(whole: true, CancellationToken.None);
        await output.WriteLineAsync("Everything is indexed anew.");
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

    private static ServiceProvider Services(Dictionary<string, string> options)
    {
        var builder = WebApplication.CreateBuilder(Hosting.Options([.. options.SelectMany(option => new[] { "--" + option.Key, option.Value })]));
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(builder.Configuration);
        services.AddLogging();
        services.AddStore(builder.Configuration);
        services.AddSingleton(provider => Announced(builder.Configuration, provider.GetRequiredService<ResourceStore>()));
        services.AddTokenParts();
        return services.BuildServiceProvider();
    }

    /// <summary>The address the hub of this database was started under, unless the configuration names one.</summary>
    private static AccessSettings Announced(ConfigurationManager configuration, ResourceStore store)
    {
        var settings = AccessSettings.From(configuration);
        var keys = store.SigningKeys(CancellationToken.None).GetAwaiter().GetResult();
        return configuration["Hub:BaseUrl"] is null && keys.Count > 0 ? settings with { BaseUrl = keys[0].Issuer } : settings;
    }
}
