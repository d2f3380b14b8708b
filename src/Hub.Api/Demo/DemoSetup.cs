namespace Hub.Api.Demo;

/// <summary>The demo is told before the hub opens its doors, when the settings ask for it.</summary>
public static class DemoSetup
{
    public static Task TellDemo(this WebApplication app) => app.Configuration.GetValue("Hub:Demo", false)
        ? new DemoSeed(app.Services).Run(app.Logger, app.Lifetime.ApplicationStopping)
        : Task.CompletedTask;
}
