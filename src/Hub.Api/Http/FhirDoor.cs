using Hub.Api.Access;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Http;

/// <summary>From an HTTP request to a <see cref="FhirRequest"/>, through the interaction, to the answer.</summary>
internal sealed class FhirDoor(AccessSettings access, HttpSettings settings)
{
    public async Task Enter(HttpContext context, FhirRoute route)
    {
        if (route.Match(Path(context)) is not { } match)
        {
            await Refuse(context);
            return;
        }

        if (!RawContent.MayAnswer(match) && !match.Route.OwnFormat)
        {
            AnswerFormat.Of(context.Request);
        }

        var request = await Ask(context, match);
        var answer = await route.Act(request, context.RequestAborted);
        await answer.As(request.Preferences.Return).Write(context, access.FhirUrl);
    }

    /// <summary>Nothing lives at this address, or not for this method.</summary>
    public Task Refuse(HttpContext context)
    {
        var allowed = FhirRoutes.Allowed(Path(context));
        var answer = allowed.Count > 0
            ? FhirAnswer.Refused(Problems.MethodNotAllowed, $"Here the hub answers {string.Join(", ", allowed)}.") with { Allow = string.Join(", ", allowed) }
            : FhirAnswer.Refused(Problems.NotFound, "Nothing lives at this address. GET metadata says what the hub can do.");
        return answer.Write(context, access.FhirUrl);
    }

    private static string Path(HttpContext context) => context.Request.Path.Value![FhirRoutes.Base.Length..];

    private async Task<FhirRequest> Ask(HttpContext context, RouteMatch match)
    {
        var route = match.Route;
        KnownTypes.Require(match);
        var request = new FhirRequest
        {
            BaseUrl = access.FhirUrl,
            Settings = settings,
            Method = route.Method,
            MayRepeat = RequestIds.Of(context).ClientChose,
            Address = Path(context).TrimStart('/') + context.Request.QueryString.Value,
            Type = match.Type,
            Id = match.Id,
            VersionId = match.VersionId,
            Member = match.Member,
            Query = UrlQuery.Parse(context.Request.QueryString.Value),
            Preferences = Preferences.Of(context.Request.Headers["Prefer"]),
            Conditions = Conditions.Of(context.Request),
        };
        if (route.UnknownParameters(request) is { Count: > 0 } issues)
        {
            throw new ProblemException(issues);
        }

        request = route.Public ? request : request with { Store = context.RequestServices.GetRequiredService<GuardedStore>() };
        return await WithBody(context, route, request);
    }

    private Task<JsonText> Resource(HttpContext context, FhirRequest request)
        => request.Type == RawContent.Type && !RawContent.IsFhirBody(context.Request)
            ? FhirBody.Binary(context, request, settings, context.RequestAborted)
            : FhirBody.Text(context, settings, context.RequestAborted);

    private async Task<FhirRequest> WithBody(HttpContext context, FhirRoute route, FhirRequest request)
    {
        switch (route.Takes)
        {
            case Takes.Form:
                var form = await FhirBody.Form(context, settings, context.RequestAborted);
                return request with { Query = [.. request.Query, .. form] };
            case Takes.Parameters:
                var asked = request with { Body = await FhirBody.Parameters(context, settings, context.RequestAborted) };
                return route.UnknownParameters(asked) is { Count: > 0 } unknown ? throw new ProblemException(unknown) : asked;
            case Takes.Json:
                return request with { Body = await FhirBody.Text(context, settings, context.RequestAborted) };
            case Takes.Patch:
                return request with { Body = await FhirBody.Patch(context, settings, context.RequestAborted) };
            case Takes.Resource:
                var text = await Resource(context, request);
                var resource = FhirBody.Resource(text);
                if (route.Change is not null)
                {
                    request.Store.Prepare(resource);
                }

                return request with { Body = text, Resource = resource };
            default:
                return request;
        }
    }
}
