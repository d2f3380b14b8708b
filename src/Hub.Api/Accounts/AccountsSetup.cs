using Hub.Api.Access;
using Hub.Portal;
using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

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
        var connectionString = Database(builder.Configuration);
        services.AddDbContextFactory<AccountsContext>(options =>
            options.UseSqlite(connectionString, sqlite => sqlite.MigrationsHistoryTable(AccountsContext.MigrationsTable)));
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

    /// <summary>The hub's own file where that is SQLite; else a file of its own.</summary>
    private static string Database(IConfiguration configuration) =>
        configuration["Hub:Portal:Accounts"]
        ?? (configuration["Hub:Database:Provider"] is null or "" or "Sqlite" ? configuration["Hub:Database:ConnectionString"] : null)
        ?? (configuration["Hub:Database:Provider"] is null or "" or "Sqlite" ? "Data Source=data/hub.db" : "Data Source=data/accounts.db");

    /// <summary>Brings the account tables up to date and, in the demo, adds the people who can try the portal.</summary>
    public static async Task StartAccounts(this WebApplication app)
    {
        if (!app.Configuration.HasPortal())
        {
            return;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var file = new SqliteConnectionStringBuilder(Database(app.Configuration)).DataSource;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await scope.ServiceProvider.GetRequiredService<AccountsContext>().Database.MigrateAsync();
        if (app.Configuration.GetValue("Hub:Demo", false))
        {
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
