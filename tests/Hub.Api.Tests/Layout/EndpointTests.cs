using Hub.Api.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Api.Tests.Layout;

/// <summary>Every endpoint of the running app states who may call it.</summary>
public sealed class EndpointTests(HubHost hub) : IClassFixture<HubHost>
{
    /// <summary>What anybody may call beside the portal's own style, script and pictures, and nothing else.</summary>
    private static readonly string[] Open =
    [
        "/fhir/.well-known/smart-configuration", "/oauth/token", "/fhir/.well-known/jwks.json", "/health/live", "/health/ready",
        "/fhir/{**path}",
    ];

    [Fact]
    public void Every_endpoint_says_who_may_call_it() =>
        Guard.None(Endpoints().Where(endpoint => !IsOpen(endpoint) && !IsGuarded(endpoint)).Select(endpoint => endpoint.DisplayName));

    [Fact]
    public void Only_what_is_written_down_is_open_to_anybody() =>
        Guard.None(Endpoints().Where(IsOpen).Select(Pattern).Where(pattern => !Open.Contains(pattern) && !pattern.StartsWith("/assets/", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_is_both_open_and_guarded() =>
        Guard.None(Endpoints().Where(endpoint => IsOpen(endpoint) && IsGuarded(endpoint)).Select(endpoint => endpoint.DisplayName));

    /// <summary>The table of FHIR has a door of its own, before the framework's.</summary>
    [Fact]
    public async Task Every_row_of_the_table_but_the_capabilities_asks_who_calls()
    {
        foreach (var route in FhirRoutes.Table)
        {
            var path = route.Path.Replace("{type}", route.OnlyType ?? "Basic", StringComparison.Ordinal).Replace("{member}", "Observation", StringComparison.Ordinal)
                .Replace("{id}", "1", StringComparison.Ordinal).Replace("{vid}", "1", StringComparison.Ordinal);
            var reply = await hub.Anyone().Call(new HttpMethod(route.Method), path, null);
            Assert.True(reply.Status == (path == "metadata" ? 200 : 401), $"{route.Method} {path}: {reply.Status}");
        }
    }

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool IsGuarded(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null;

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private List<RouteEndpoint> Endpoints()
    {
        var endpoints = hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.NotEmpty(endpoints);
        return endpoints;
    }
}
