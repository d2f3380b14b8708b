using Microsoft.OpenApi;

namespace Hub.Api.OpenApi;

/// <summary>The API as a page to read and try (/swagger) and as a document for tools (/swagger/v1/swagger.json).</summary>
public static class ApiPage
{
    public const string Scheme = "token";

    public static IServiceCollection AddApiPage(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        return services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo
            {
                Title = "ReferralHub",
                Version = "v1",
                Description = "FHIR R4 API of the hub between the agencies that help children and young people. "
                    + "Paste an access token (dotnet run --project src/Hub.Api -- token online) under Authorize, and every call below can be tried.",
            });
            options.AddSecurityDefinition(Scheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "An access token of SMART Backend Services, or one made by hand with the token command.",
            });
            options.DocInclusionPredicate((_, description) => description.RelativePath?.StartsWith("oauth", StringComparison.Ordinal) ?? false);
            options.DocumentFilter<FhirPaths>();
        });
    }

    public static void UseApiPage(this WebApplication app) => app.UseWhen(context => context.Request.Path.StartsWithSegments("/swagger"), page =>
    {
        page.UseSwagger();
        page.UseSwaggerUI(options =>
        {
            options.DocumentTitle = "ReferralHub API";
            options.SwaggerEndpoint("v1/swagger.json", "ReferralHub v1");
            options.DocExpansion(Swashbuckle.AspNetCore.SwaggerUI.DocExpansion.None);
            options.EnableFilter();
        });
    });
}
