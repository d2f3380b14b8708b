using Microsoft.AspNetCore.Http;

namespace Hub.Portal.Door;

/// <summary>What every page tells the browser: only our own script and style, no frames, no guessing, nothing kept in caches.</summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task Invoke(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        context.Response.OnStarting(() =>
        {
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}

/// <summary>Which addresses are the portal's: all that are not the API's.</summary>
public static class PortalAddresses
{
    private static readonly string[] Api = ["/fhir", "/oauth", "/swagger", "/health"];

    public static bool Own(PathString path)
    {
        foreach (var start in Api)
        {
            if (path.StartsWithSegments(start))
            {
                return false;
            }
        }

        return true;
    }
}
