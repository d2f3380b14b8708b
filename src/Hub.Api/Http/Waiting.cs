using Hub.Api.Access;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Http;

/// <summary>While the server of the database does not answer yet, the hub listens all the same: alive, not ready, and 503 to whoever asks.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>False when the hub was stopped before the database came.</summary>
    public static async Task<bool> WaitForDatabase(this WebApplication app, string[] args)
    {
        if (app.DatabaseAnswers())
        {
            return true;
        }

        app.Logger.DatabaseAway();
        var fhirUrl = app.Services.GetRequiredService<AccessSettings>().FhirUrl;
        await using var waiting = WebApplication.CreateBuilder(Hosting.Options(args)).Build();
        waiting.Run(context => Answer(context, fhirUrl));
        await waiting.StartAsync();
        var stopped = waiting.Lifetime.ApplicationStopping;
        while (!stopped.IsCancellationRequested && !app.DatabaseAnswers())
        {
            await Task.Delay(Pause, stopped).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        var isThere = !stopped.IsCancellationRequested;
        await waiting.StopAsync();
        return isThere;
    }

    private static Task Answer(HttpContext context, string fhirUrl)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments(FhirRoutes.Base, StringComparison.Ordinal))
        {
            return FhirAnswer.Refused(Problems.Unavailable, "The hub has started and waits for its database. Try again soon.").Write(context, fhirUrl);
        }

        var isAlive = path == HttpSetup.Alive;
        context.Response.StatusCode = isAlive ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = isAlive ? default : "1";
        return context.Response.WriteAsync(isAlive ? "Healthy" : "The hub waits for its database.");
    }
}
