using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Portal.Accounts;

/// <summary>How people sign in: password with lockout, one-time codes, recovery codes, passkeys; then a session that ends by itself.</summary>
internal static class SignInSetup
{
    public static readonly TimeSpan SessionLife = TimeSpan.FromMinutes(30);

    public static IdentityBuilder AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication().AddIdentityCookies(cookies =>
            cookies.ApplicationCookie!.Configure(options => Session(options, configuration)));
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = configuration["Hub:Portal:PasskeyDomain"];
            options.UserVerificationRequirement = "required";
        });
        services.AddScoped<KeptForms>();
        return services.AddIdentityCore<HubUser>(Rules)
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<SessionClaims>();
    }

    private static void Rules(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.User.RequireUniqueEmail = true;
        options.Password.RequiredLength = 12;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireDigit = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static void Session(CookieAuthenticationOptions options, IConfiguration configuration)
    {
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/refused";
        options.ReturnUrlParameter = "from";
        options.ExpireTimeSpan = SessionLife;
        options.SlidingExpiration = true;
        options.Cookie.Name = "hub-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = configuration["Hub:BaseUrl"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true
            ? CookieSecurePolicy.Always
            : CookieSecurePolicy.SameAsRequest;
        options.Events.OnRedirectToLogin = AskAgain;
    }

    /// <summary>A page sends to sign-in; a form keeps what was typed and asks on the spot.</summary>
    private static async Task AskAgain(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            await context.HttpContext.RequestServices.GetRequiredService<KeptForms>().Catch(context.HttpContext);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        context.Response.Redirect(context.RedirectUri);
    }
}
