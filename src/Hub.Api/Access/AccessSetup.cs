using Hub.Api.Access.Jobs;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Api.Access;

/// <summary>What the access room brings to the house: its parts, and its three public doors.</summary>
public static class AccessSetup
{
    private const int LargestTokenRequest = 64 * 1024;

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddTokenParts();
        services.AddTransient<TokenEndpoint>();
        services.AddSingleton<KnownTokens>();
        services.AddSingleton<Doorkeeper>();
        services.AddHostedService<JobRunner>();
        services.AddHttpClient(ClientKeys.HttpClientName, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(5);
            client.MaxResponseContentBufferSize = ClientKeys.LargestAnswer;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<SigningKeys, AccessSettings, TimeProvider>(BearerTokens.Configure);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    /// <summary>What it takes to give tokens, with or without a web server around.</summary>
    public static IServiceCollection AddTokenParts(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => AccessSettings.From(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<SigningKeys>();
        services.TryAddSingleton<Partners>();
        services.TryAddSingleton<ClientKeys>();
        services.TryAddSingleton<AccessTokens>();
        return services;
    }

    public static void MapAccess(this IEndpointRouteBuilder app)
    {
        app.ServiceProvider.GetRequiredService<SigningKeys>().Announce();
        app.MapPost("/oauth/token", (HttpRequest request, TokenEndpoint endpoint, CancellationToken cancellationToken) => endpoint.Answer(request, cancellationToken))
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestTokenRequest))
            .DisableAntiforgery()
            .AllowAnonymous()
            .WithTags("Access");
        app.MapGet("/fhir/.well-known/smart-configuration", (AccessSettings settings) => Results.Json(SmartConfiguration.Document(settings))).AllowAnonymous().WithTags("Access");
        app.MapGet("/fhir/.well-known/jwks.json", (SigningKeys keys) => Results.Json(keys.PublicSet())).AllowAnonymous().WithTags("Access");
    }
}
