using Hub.Api.Access;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Http;

/// <summary>The outermost step: gives the request its ids, and answers whatever was thrown. Holds the only catch-all of a request.</summary>
internal sealed class FhirFailures(RequestDelegate next, AccessSettings access, ILogger<FhirFailures> logger)
{
    public async Task Invoke(HttpContext context)
    {
        var ids = RequestIds.Of(context);
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
            await FhirAnswer.Refused(Problems.InternalError).Write(context, access.FhirUrl);
        }
#pragma warning restore CA1031
    }

    private static Problem OfTransport(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => Problems.TooLarge,
        _ => Problems.InvalidJson,
    };
}
