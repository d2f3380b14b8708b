using System.Diagnostics;
using Hub.Api.Access;
using Hub.Fhir.Outcomes;
using Hub.Portal.Door;

namespace Hub.Api.Http;

/// <summary>The outermost step: gives the request its ids, answers whatever was thrown, and logs what came of it. Holds the only catch-all of a request.</summary>
internal sealed class FhirFailures(RequestDelegate next, AccessSettings access, ILogger<FhirFailures> logger)
{
    public async Task Invoke(HttpContext context)
    {
        var ids = RequestIds.Of(context);
        var start = Stopwatch.GetTimestamp();
        await Answer(context, ids);

        // The route, not the address: what stands in an address may be more than an id.
        var route = context.GetEndpoint()?.DisplayName ?? "no route";
        logger.Answered(route, context.Response.StatusCode, Stopwatch.GetElapsedTime(start).TotalMilliseconds, ids.Request, ids.Correlation);
    }

    private async Task Answer(HttpContext context, RequestIds ids)
    {
        try
        {
            await next(context);
        }
        catch (ProblemException problem) when (!context.Response.HasStarted)
        {
            await FhirAnswer.Refused(problem).Write(context, access.FhirUrl);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await FhirAnswer.Refused(OfTransport(bad.StatusCode)).Write(context, access.FhirUrl);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
#pragma warning disable CA1031 // The one place where everything ends that nobody expected.
        catch (Exception unexpected) when (!context.Response.HasStarted)
        {
            logger.Unexpected(unexpected, ids.Request, ids.Correlation);
            context.Response.Clear();
            RequestIds.Echo(context, ids);
            await Unexpected(context);
        }
#pragma warning restore CA1031
    }

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

    private static Problem OfTransport(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => Problems.TooLarge,
        _ => Problems.InvalidJson,
    };
}
