using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Hub.Portal.Door;

/// <summary>The stream behind live lists. It carries no content: a page that hears of a change reads its own address again.</summary>
internal static class Live
{
    /// <summary>A stream ends by itself, so that the browser comes back with a session that is still good.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static void MapLive(this IEndpointRouteBuilder app) => app
        .MapGet("/live", (HttpContext context, ChangesFor changes, IHostApplicationLifetime life, CancellationToken gone) =>
            TypedResults.ServerSentEvents(Changes(changes, Signed.From(context.User).Agency, life.ApplicationStopping, gone)))
        .RequireAuthorization(PortalSetup.Person)
        .DisableRequestTimeout();

    private static async IAsyncEnumerable<SseItem<string>> Changes(
        ChangesFor changes, string agency, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        end.CancelAfter(Longest);
        yield return new SseItem<string>("", "ready");
        await using var numbers = changes(agency, end.Token).GetAsyncEnumerator(end.Token);
        while (await Moved(numbers))
        {
            yield return new SseItem<string>(Words.SomethingChanged, "changed");
        }
    }

    private static async Task<bool> Moved(IAsyncEnumerator<long> numbers)
    {
        try
        {
            return await numbers.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
