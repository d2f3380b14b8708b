using System.Diagnostics;
using Hub.Api.Access;
using Hub.Fhir.Outcomes;
using Hub.Portal.Door;

namespace Hub.Api.Http;

/// <summary>The outermost step: gives the request its ids, answers whatever was thrown, and logs what came of it. Holds the only catch-all of a request.</summary>
internal sealed class FhirFailures(RequestDelegate next, AccessSettings access, HttpSettings settings, ILogger<FhirFailures> logger)
{
    public async Task Invoke(HttpContext context)
    {
        var ids = RequestIds.Of(context);
        var start = Stopwatch.GetTimestamp();
        try
        {
            RequireWithinBounds(context.Request);
            await next(context);
        }
#pragma warning disable CA1031 // The one place where everything ends that nobody expected.
        catch (Exception failure) when (!context.Response.HasStarted || IsGone(context, failure))
        {
            await Answer(context, ids, failure);
        }
#pragma warning restore CA1031

        // The route, not the address: what stands in an address may be more than an id.
        var route = context.GetEndpoint()?.DisplayName ?? "no route";
        logger.Answered(route, context.Response.StatusCode, Stopwatch.GetElapsedTime(start).TotalMilliseconds, ids.Request, ids.Correlation);
    }

    private Task Answer(HttpContext context, RequestIds ids, Exception failure)
    {
        switch (failure)
        {
            case ProblemException problem:
                return FhirAnswer.Refused(problem).Write(context, access.FhirUrl);
            case BadHttpRequestException bad:
                return FhirAnswer.Refused(OfTransport(bad.StatusCode)).Write(context, access.FhirUrl);
            case var _ when IsGone(context, failure):
                context.Abort();
                return Task.CompletedTask;
            default:
                logger.Unexpected(failure, ids.Request, ids.Correlation);
                context.Response.Clear();
                RequestIds.Echo(context, ids);
                return Unexpected(context);
        }
    }

    private static bool IsGone(HttpContext context, Exception failure)
        => failure is OperationCanceledException && context.RequestAborted.IsCancellationRequested;

    /// <summary>A page says so in its own words, from the status alone.</summary>
    private Task Unexpected(HttpContext context)
    {
        if (!PortalAddresses.Own(context.Request.Path))
        {
            return FhirAnswer.Refused(Problems.InternalError).Write(context, access.FhirUrl);
        }

        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }

    /// <summary>An address and headers that are longer than is taken, and not so long that the server would have refused them before.</summary>
    private void RequireWithinBounds(HttpRequest request)
    {
        if (request.Path.Value?.Length + request.QueryString.Value?.Length > settings.LongestAddress)
        {
            throw new ProblemException(Problems.AddressTooLong, $"An address has at most {settings.LongestAddress} characters. POST a long search to _search, with its parameters in a form.");
        }

        var length = 0;
        foreach (var (name, values) in request.Headers)
        {
            length += name.Length;
            foreach (var value in values)
            {
                length += value?.Length ?? 0;
            }
        }

        if (length > settings.LargestHeaders || request.Headers.Count > settings.MostHeaders)
        {
            throw new ProblemException(Problems.HeadersTooLarge, $"A request has at most {settings.MostHeaders} headers with at most {settings.LargestHeaders} characters together.");
        }
    }

    private static Problem OfTransport(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => Problems.TooLarge,
        StatusCodes.Status408RequestTimeout => Problems.RequestTimeout,
        _ => Problems.MalformedRequest,
    };
}
