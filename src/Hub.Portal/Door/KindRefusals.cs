using Microsoft.AspNetCore.Http;

namespace Hub.Portal.Door;

/// <summary>The hub said no while a page was being made: the page says so kindly, with the hub's own status.</summary>
internal sealed class KindRefusals(RequestDelegate next)
{
    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (HubRefusalException refusal) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Features.Set(refusal);
            context.Response.StatusCode = refusal.Status == 410 ? 404 : refusal.Status;
        }
    }
}

/// <summary>The hub's refusal as the portal heard it: status, stable code and the sentences of the OperationOutcome.</summary>
public sealed class HubRefusalException(int status, string code, IReadOnlyList<string> sentences)
    : Exception($"The hub answered {status} ({code}).")
{
    public int Status => status;

    public string Code => code;

    public IReadOnlyList<string> Sentences => sentences;
}
