using System.Globalization;
using System.Threading.RateLimiting;
using Hub.Api.Access;
using Hub.Fhir.Outcomes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hub.Api.Http;

/// <summary>What the door brings to the house: its bounds, its order of steps, its health.</summary>
public static class HttpSetup
{
    /// <summary>Where a supervisor asks whether this process lives.</summary>
    public const string Alive = "/health/live";

    public static IServiceCollection AddDoor(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = HttpSettings.From(configuration);
        services.AddSingleton(settings);
        services.AddSingleton<FhirDoor>();
        services.AddHealthChecks();
        services.AddRateLimiter(options => Limit(options, settings));
        services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(settings.Seconds),
            WriteTimeoutResponse = context => Refuse(context, Problems.Unavailable),
        });
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

    /// <summary>The steps a request takes before it reaches its route, in order.</summary>
    public static void UseDoor(this WebApplication app)
    {
        app.UseMiddleware<FhirFailures>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
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

    private static void Limit(RateLimiterOptions options, HttpSettings settings)
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Bucket(context, settings));
        options.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await Refuse(rejected.HttpContext, Problems.TooManyRequests);
        };
    }

    // Ten seconds' worth may come at once. Strangers share the bucket of their address.
    private static RateLimitPartition<string> Bucket(HttpContext context, HttpSettings settings)
    {
        var client = context.User.FindFirst(CallerClaims.Person)?.Value
            ?? context.User.FindFirst(CallerClaims.Client)?.Value
            ?? context.User.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)?.Value
            ?? $"address {context.Connection.RemoteIpAddress}";
        return settings.RequestsPerSecond <= 0
            ? RateLimitPartition.GetNoLimiter(client)
            : RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = settings.RequestsPerSecond * 10,
                TokensPerPeriod = settings.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            });
    }

    private static Task Refuse(HttpContext context, Problem problem)
        => FhirAnswer.Refused(problem).Write(context, context.RequestServices.GetRequiredService<AccessSettings>().FhirUrl);
}
