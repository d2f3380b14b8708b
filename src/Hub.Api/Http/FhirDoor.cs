using Hub.Api.Access;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Http;

/// <summary>
/// The door of the FHIR API: a request whose address and method are in the table takes the few steps that are here, each a visible call,
/// and none of those that pages need. From an HTTP request to a <see cref="FhirRequest"/>, through the interaction, to the answer.
/// </summary>
internal sealed class FhirDoor(RequestDelegate next, Doorkeeper doorkeeper, Rates rates, AccessSettings access, HttpSettings settings)
{
    private readonly Deadlines deadlines = new(TimeSpan.FromSeconds(settings.Seconds));

    public Task Invoke(HttpContext context)
        => context.Request.Path.StartsWithSegments(FhirRoutes.Base, out var path) && Find(context.Request.Method, path) is { } match
            ? Enter(context, match)
            : next(context);

    /// <summary>Nothing lives at this address, or not for this method.</summary>
    public static Task Refuse(HttpContext context, string baseUrl)
    {
        var allowed = FhirRoutes.Allowed(context.Request.Path.Value![FhirRoutes.Base.Length..]);
        var answer = allowed.Count > 0
            ? FhirAnswer.Refused(Problems.MethodNotAllowed, $"Here the hub answers {string.Join(", ", allowed)}.") with { Allow = string.Join(", ", allowed) }
            : FhirAnswer.Refused(Problems.NotFound, "Nothing lives at this address. GET metadata says what the hub can do.");
        return answer.Write(context, baseUrl);
    }

    private static RouteMatch? Find(string method, PathString path)
    {
        var isHead = HttpMethods.IsHead(method);
        var match = FhirRoutes.Find(isHead ? HttpMethods.Get : method, path.Value!);
        return isHead && match is { Route.TakesHead: false } ? null : match;
    }

    private async Task Enter(HttpContext context, RouteMatch match)
    {
        context.SetEndpoint(match.Route.Endpoint);
        var bearer = match.Route.Public ? await doorkeeper.Known(context) : await doorkeeper.Require(context);
        rates.Take(context, bearer?.Name);
        var deadline = deadlines.Begin(context.RequestAborted);
        try
        {
            if (!RawContent.MayAnswer(match) && !match.Route.OwnFormat)
            {
                AnswerFormat.Of(context.Request);
            }

            var request = await Ask(context, match, bearer, deadline.Token);
            var answer = await match.Route.Act(request, deadline.Token);
            await answer.As(request.Preferences.Return).Write(context, access.FhirUrl);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw new ProblemException(Problems.Unavailable);
        }
        finally
        {
            deadlines.End(deadline);
        }
    }

    private ValueTask<FhirRequest> Ask(HttpContext context, RouteMatch match, Bearer? bearer, CancellationToken cancellationToken)
    {
        KnownTypes.Require(match);
        var request = new FhirRequest
        {
            BaseUrl = access.FhirUrl,
            Settings = settings,
            Method = match.Route.Method,
            MayRepeat = RequestIds.Of(context).ClientChose,
            Address = context.Request.Path.Value![FhirRoutes.Base.Length..].TrimStart('/') + context.Request.QueryString.Value,
            Type = match.Type,
            Id = match.Id,
            VersionId = match.VersionId,
            Member = match.Member,
            Query = UrlQuery.Parse(context.Request.QueryString.Value),
            Preferences = Preferences.Of(context.Request.Headers["Prefer"]),
            Conditions = Conditions.Of(context.Request),
        };
        if (match.Route.UnknownParameters(request) is { Count: > 0 } issues)
        {
            throw new ProblemException(issues);
        }

        request = bearer is null ? request : request with { Store = doorkeeper.Open(Callers.Of(context, bearer)) };
        return match.Route.Takes == Takes.Nothing ? new(request) : new(WithBody(context, match.Route, request, cancellationToken));
    }

    private Task<JsonText> Resource(HttpContext context, FhirRequest request, CancellationToken cancellationToken)
        => request.Type == RawContent.Type && !RawContent.IsFhirBody(context.Request)
            ? FhirBody.Binary(context, request, settings, cancellationToken)
            : FhirBody.Text(context, settings, cancellationToken);

    private async Task<FhirRequest> WithBody(HttpContext context, FhirRoute route, FhirRequest request, CancellationToken cancellationToken)
    {
        switch (route.Takes)
        {
            case Takes.Form:
                var form = await FhirBody.Form(context, settings, cancellationToken);
                return request with { Query = [.. request.Query, .. form] };
            case Takes.Parameters:
                var asked = request with { Body = await FhirBody.Parameters(context, settings, cancellationToken) };
                return route.UnknownParameters(asked) is { Count: > 0 } unknown ? throw new ProblemException(unknown) : asked;
            case Takes.Json:
                return request with { Body = await FhirBody.Text(context, settings, cancellationToken) };
            case Takes.Patch:
                return request with { Body = await FhirBody.Patch(context, settings, cancellationToken) };
            default:
                var text = await Resource(context, request, cancellationToken);
                var resource = FhirBody.Resource(text);
                if (route.Change is not null)
                {
                    request.Store.Prepare(resource);
                }

                return request with { Body = text, Resource = resource };
        }
    }
}
