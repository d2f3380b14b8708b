using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>The plainest proxy there is: each request to the next node, 502 where none answers there.</summary>
internal sealed class RoundRobinProxy : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Uri[] nodes;
    private int turn = -1;

    private RoundRobinProxy(Uri address, Uri[] nodes)
    {
        this.nodes = nodes;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        app = builder.Build();
        app.Run(Forward);
    }

    public static async Task<RoundRobinProxy> Start(Uri address, params Uri[] nodes)
    {
        var proxy = new RoundRobinProxy(address, nodes);
        await proxy.app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task Forward(HttpContext context)
    {
        var node = nodes[(uint)Interlocked.Increment(ref turn) % (uint)nodes.Length];
        using var request = Request(context.Request, node);
        try
        {
            using var answer = await client.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
            {
                context.Response.Headers[name] = values.ToArray();
            }

            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            context.Response.Headers.RetryAfter = "1";
        }
    }

    private static HttpRequestMessage Request(HttpRequest asked, Uri node)
    {
        var target = asked.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var request = new HttpRequestMessage(new HttpMethod(asked.Method), new Uri(node, target.StartsWith('/') ? target : asked.GetEncodedPathAndQuery()));
        if (asked.ContentLength > 0)
        {
            request.Content = new StreamContent(asked.Body);
        }

        foreach (var (name, values) in asked.Headers.Where(header => header.Key != "Host"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return request;
    }
}
