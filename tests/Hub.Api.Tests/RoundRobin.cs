namespace Hub.Api.Tests;

/// <summary>Sends each request to the next of several nodes.</summary>
internal sealed class RoundRobin(params HttpMessageHandler[] nodes) : HttpMessageHandler
{
    private readonly HttpMessageInvoker[] invokers = [.. nodes.Select(node => new HttpMessageInvoker(node))];
    private int turn = -1;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => invokers[(uint)Interlocked.Increment(ref turn) % (uint)invokers.Length].SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        Array.ForEach(invokers, invoker => invoker.Dispose());
        base.Dispose(disposing);
    }
}
