using Hub.Api.Access;
using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Hub.Portal;
using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Sessions = Hub.Portal.Accounts.Sessions;

namespace Hub.Api.Accounts;

/// <summary>Hosts the portal: gives it account stores, desks, sessions and people's tokens; Hub:Portal=false switches it off.</summary>
internal static class AccountsSetup
{
    public static bool HasPortal(this IConfiguration configuration) => configuration.GetValue("Hub:Portal:On", true);

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.HasPortal())
        {
            return;
        }

        var services = builder.Services;
        services.AddSingleton<AccountsContexts>();
        services.AddSingleton<IDbContextFactory<AccountsContext>>(all => all.GetRequiredService<AccountsContexts>());
        services.AddScoped(all => all.GetRequiredService<AccountsContexts>().CreateDbContext());
        services.AddSchemaHealth("accounts", all => all.GetRequiredService<AccountsContexts>().ContextType, AccountsContext.History);
        builder.AddPortal().AddEntityFrameworkStores<AccountsContext>();
        services.AddSingleton<PersonTokens>();
        services.AddSingleton<PersonToken>(all => all.GetRequiredService<PersonTokens>().For);
        services.AddSingleton<Wakeups>();
        services.AddSingleton<ChangesFor>(all => all.GetRequiredService<Wakeups>().For);
        services.AddScoped<Desk, StoredDesk>();
        services.AddSingleton<StoredSessions>();
        services.AddSingleton<Sessions>(all => all.GetRequiredService<StoredSessions>());
        services.AddSingleton<StoredKeys>();
        // The keys stand in the database beside what they seal; whoever can read one can read the other.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        services.AddDataProtection().SetApplicationName("ReferralHub");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(all =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = all.GetRequiredService<StoredKeys>()));
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<StoredSessions>((options, sessions) => options.SessionStore = sessions);
    }

    /// <summary>
    /// Brings the account tables up to date, sees that there is a key to seal with, and, in the demo, adds the people who can try the
    /// portal. Nodes that start together do it one after the other.
    /// </summary>
    public static async Task StartAccounts(this WebApplication app)
    {
        if (!app.Configuration.HasPortal())
        {
            return;
        }

        var dialect = app.Services.GetRequiredService<Dialect>();
        var contexts = app.Services.GetRequiredService<AccountsContexts>();
        Schema.Upgrade(dialect, contexts.ContextType, AccountsContext.History, () => AccountsContexts.Alone(dialect));
        using var alone = dialect.LockSchema();
        app.Services.GetDataProtector(nameof(StartAccounts)).Protect([]);
        if (app.Configuration.GetValue("Hub:Demo", false))
        {
            await using var scope = app.Services.CreateAsyncScope();
            await DemoPeople.Seed(scope.ServiceProvider.GetRequiredService<UserManager<HubUser>>());
            app.Logger.DemoPeople(DemoPeople.All.Count, DemoPeople.Password);
        }
    }

    public static void UseAccounts(this WebApplication app)
    {
        if (app.Configuration.HasPortal())
        {
            app.UsePortal();
        }
    }

    public static void UsePageRefusals(this WebApplication app)
    {
        if (app.Configuration.HasPortal())
        {
            app.UseKindRefusals();
        }
    }

    public static void MapAccounts(this WebApplication app)
    {
        if (app.Configuration.HasPortal())
        {
            app.MapPortal();
        }
    }
}
