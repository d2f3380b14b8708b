namespace Hub.Api.Demo;

/// <summary>The demo is told before the hub opens its doors, when the settings ask for it.</summary>
public static class DemoSetup
{
    public static async Task TellDemo(this WebApplication app)
    {
        if (app.Configuration.GetValue("Hub:Demo", false))
        {
            await new DemoSeed(app.Services).Run(app.Logger, app.Lifetime.ApplicationStopping);
            app.Logger.DemoAgencies(string.Join(", ", DemoSeed.Agencies.Keys));
        }
    }
}
