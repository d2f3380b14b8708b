using System.Diagnostics;

namespace Hub.Api.Http;

/// <summary>X-Request-Id and X-Correlation-Id of one request: taken from the client or made here, echoed, logged, kept with the audit.</summary>
public sealed record RequestIds(string Request, string Correlation, bool ClientChose)
{
    public const string RequestHeader = "X-Request-Id";
    public const string CorrelationHeader = "X-Correlation-Id";

    private const int LongestId = 128;

    /// <summary>The ids of this request; taken once, by the outermost step of the pipeline.</summary>
    public static RequestIds Of(HttpContext context)
        => context.Features.Get<RequestIds>() ?? Take(context);

    private static RequestIds Take(HttpContext context)
    {
        var request = Acceptable(context.Request.Headers[RequestHeader]);
        var correlation = Acceptable(context.Request.Headers[CorrelationHeader]);
        var fresh = request ?? ActivityTraceId.CreateRandom().ToHexString();
        var ids = new RequestIds(fresh, correlation ?? fresh, request is not null);
        context.Features.Set(ids);
        context.TraceIdentifier = fresh;
        Echo(context, ids);
        return ids;
    }

    internal static void Echo(HttpContext context, RequestIds ids)
    {
        context.Response.Headers[RequestHeader] = ids.Request;
        context.Response.Headers[CorrelationHeader] = ids.Correlation;
    }

    // An id goes back into a header and into the log, so only visible ASCII of a bounded length is taken.
    private static string? Acceptable(string? sent)
        => sent is { Length: > 0 and <= LongestId } && !sent.AsSpan().ContainsAnyExceptInRange('!', '~') ? sent : null;
}
