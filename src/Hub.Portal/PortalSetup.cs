using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Pages.People;
using Hub.Portal.Pages.Refer;
using Hub.Portal.Pages.Referrals;
using Hub.Portal.Pages.Today;
using Hub.Portal.Reading;
using Hub.Portal.Rows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Portal;

/// <summary>The portal as the hub hosts it: pages, sign-in, and the one door through which pages speak FHIR.</summary>
public static class PortalSetup
{
    /// <summary>Policy of pages for somebody signed in.</summary>
    public const string Person = "portal-person";

    /// <summary>Policy of pages for everybody; they still greet who is signed in.</summary>
    public const string Anybody = "portal-anybody";

    /// <summary>Adds the portal. The host adds what it keeps: account stores, the desk, the sessions, the person's token.</summary>
    public static IdentityBuilder AddPortal(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddAntiforgery(options => options.Cookie.Name = "hub-form");
        services.Configure<RouteOptions>(options =>
        {
            options.LowercaseUrls = true;
            options.ConstraintMap["fhirid"] = typeof(FhirIdConstraint);
            options.ConstraintMap["portal"] = typeof(PortalConstraint);
        });
        services.AddRazorPages(Pages).AddApplicationPart(typeof(PortalSetup).Assembly).AddMvcOptions(options =>
        {
            // They read names in brackets as jQuery writes them, which no page does, and throw at a bracket left open.
            options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
            options.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
        });
        services.AddSingleton<Dates>();
        services.AddSingleton<HubAddress>();
        services.AddHttpClient<HubClient>(http => http.Timeout = TimeSpan.FromSeconds(15))
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8,
            });
        services.AddMemoryCache();
        services.AddAutoMapper(maps =>
        {
            maps.LicenseKey = builder.Configuration["Hub:Portal:AutoMapperLicense"];
            maps.AddProfile<RowMaps>();
        });
        services.AddScoped<AgencyBook>();
        services.AddScoped<ReferralList>();
        services.AddScoped<ReferralReader>();
        services.AddScoped<ReferralMoving>();
        services.AddScoped<MoveParts>();
        services.AddScoped<JourneyParts>();
        services.AddScoped<PeopleSearch>();
        services.AddScoped<Sending>();
        services.AddScoped<Acknowledging>();
        services.AddScoped<Authorship>();
        services.AddScoped<SafetyPlanWriting>();
        services.AddScoped<JointPlanWriting>();
        services.AddScoped<PlanParts>();
        services.AddScoped<PersonReader>();
        services.AddScoped<TodayReader>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Person, policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser())
            .AddPolicy(Anybody, policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireAssertion(_ => true));
        return services.AddSignIn(builder.Configuration);
    }

    /// <summary>What is said around every page: headers, and pages for statuses.</summary>
    public static void UsePortal(this WebApplication app) => app.UseWhen(
        context => PortalAddresses.Own(context.Request.Path),
        pages =>
        {
            pages.UseMiddleware<PageHeaders>();
            pages.UseStatusCodePagesWithReExecute("/refused");
        });

    /// <summary>Inside the door's own failures: what the hub refused a page, the page says.</summary>
    public static void UseKindRefusals(this WebApplication app) => app.UseMiddleware<KindRefusals>();

    public static void MapPortal(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapLive();
        app.MapRazorPages().WithStaticAssets();
        app.MapFallbackToPage("{*path:portal}", "/Open/Refused").RequireAuthorization(Anybody);
    }

    private static void Pages(RazorPagesOptions options)
    {
        options.Conventions.ConfigureFilter(new NoSuchPost());
        options.Conventions.AuthorizeFolder("/Open", Anybody);
        foreach (var folder in (string[])["/Today", "/Referrals", "/Refer", "/People", "/Account"])
        {
            options.Conventions.AuthorizeFolder(folder, Person);
        }
    }
}
