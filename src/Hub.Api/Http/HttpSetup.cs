using System.Security.Claims;
using Hub.Api.Access;
using Hub.Fhir.Outcomes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Hub.Api.Http;

/// <summary>What the door brings to the house: its bounds, its order of steps, its health.</summary>
public static class HttpSetup
{
    /// <summary>Where a supervisor asks whether this process lives.</summary>
    public const string Alive = "/health/live";

    /// <summary>An answer is written as a whole; up to so many bytes nobody waits, and is woken, until most of it has left.</summary>
    private const int LongAnswer = 512 * 1024;

    /// <summary>The claims that tell whose requests are counted together.</summary>
    private static readonly string[] Names = [CallerClaims.Person, CallerClaims.Client, ClaimTypes.NameIdentifier];

    public static IServiceCollection AddDoor(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = HttpSettings.From(configuration);
        services.AddSingleton(settings);
        services.AddSingleton<Rates>();
        services.AddHealthChecks();
        services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(settings.Seconds),
            WriteTimeoutResponse = context => Refuse(context, Problems.Unavailable),
        });
        services.Configure<SocketTransportOptions>(options => options.MaxWriteBufferSize = LongAnswer);
        return services.Configure<KestrelServerOptions>(options => Limit(options, settings));
    }

    /// <summary>What the server refuses by itself it refuses without a word (specs/problems.md): its bounds lie well beyond ours.</summary>
    private static void Limit(KestrelServerOptions options, HttpSettings settings)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = Math.Max(settings.LargestBody, settings.LargestBinary);
        options.Limits.MaxRequestLineSize = 4 * settings.LongestAddress;
        options.Limits.MaxRequestHeadersTotalSize = 4 * settings.LargestHeaders;
        options.Limits.MaxRequestHeaderCount = 4 * settings.MostHeaders;
    }

    /// <summary>The steps of a request, in order. What is in the table of FHIR ends in its own door; the others go on to the framework's.</summary>
    public static void UseDoor(this WebApplication app)
    {
        var rates = app.Services.GetRequiredService<Rates>();
        app.UseMiddleware<FhirFailures>();
        app.UseMiddleware<FhirDoor>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use((context, next) =>
        {
            rates.Take(context, Names.Select(context.User.FindFirstValue).FirstOrDefault(name => name is not null));
            return next(context);
        });
        app.UseRequestTimeouts();
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(Alive, new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    /// <summary>Says where everything is, once the hub listens.</summary>
    public static void SayWhereEverythingIs(this WebApplication app)
        => app.Lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            foreach (var address in addresses)
            {
                app.Logger.Ready(address, app.Environment.EnvironmentName);
            }
        });

    private static Task Refuse(HttpContext context, Problem problem)
        => FhirAnswer.Refused(problem).Write(context, context.RequestServices.GetRequiredService<AccessSettings>().FhirUrl);
}
