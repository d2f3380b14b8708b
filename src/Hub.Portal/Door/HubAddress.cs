using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Portal.Door;

/// <summary>Where the portal finds the FHIR door: where configuration says, else the address this very process listens on.</summary>
public sealed class HubAddress(IConfiguration configuration, IServiceProvider services)
{
    private Uri? fhir;

    public Uri Of(string path)
    {
        fhir ??= new Uri(Known() + "/");
        return new Uri(fhir, path.Length == 0 ? fhir : new Uri(fhir, path));
    }

    private string Known()
    {
        if (configuration["Hub:Portal:Fhir"] is { Length: > 0 } given)
        {
            return given.TrimEnd('/');
        }

        var listening = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The portal does not know the hub's address: set Hub:Portal:Fhir.");
        return listening.Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//*", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
            .TrimEnd('/') + "/fhir";
    }
}
