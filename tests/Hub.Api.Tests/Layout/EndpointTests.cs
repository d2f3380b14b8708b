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
        "/fhir/metadata", "/fhir/.well-known/smart-configuration", "/oauth/token", "/fhir/.well-known/jwks.json", "/health/live", "/health/ready",
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
