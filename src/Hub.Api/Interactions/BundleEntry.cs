using Hub.Api.Http;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Interactions;

/// <summary>One entry of a batch or transaction, read as far as its request: which interaction it is, on what, under which conditions.</summary>
internal sealed record BundleEntry(int Index, string? FullUrl, FhirRoute Route, FhirRequest Request, JsonValue Resource)
{
    /// <summary>True when only the head of the answer is asked for.</summary>
    public bool IsHead { get; init; }

    public string Place => $"Bundle.entry[{Index}]";

    public bool IsCreate => Route.Interaction == "create";

    public bool IsConditionalUpdate => Route is { Interaction: "update", Path: "{type}" };

    /// <summary>True when only the store can say which resource is meant.</summary>
    public bool IsConditional => IsConditionalUpdate || (IsCreate && Request.Conditions.IfNoneExist is { Length: > 0 });

    public string? ResourceId => Text(Resource["id"u8]);

    /// <summary>The request with the resource of the entry as its body; throws when that is not valid.</summary>
    public FhirRequest WithBody()
    {
        if (Route.Takes == Takes.Nothing)
        {
            return Request;
        }

        if (Route.Takes == Takes.Patch)
        {
            return Request with { Body = PatchBody() };
        }

        if (Route.Takes == Takes.Parameters)
        {
            return Resource.Exists ? Request with { Body = FhirBody.Parameters(JsonText.Of(Resource.Raw.ToArray())) } : Request;
        }

        var text = JsonText.Of(Resource.Raw.ToArray());
        return Request with { Body = text, Resource = Route.Takes == Takes.Resource ? FhirBody.Resource(text) : null };
    }

    /// <summary>What the entry asks, by itself.</summary>
    public async Task<FhirAnswer> Act(CancellationToken cancellationToken)
    {
        var answer = await Route.Act(WithBody(), cancellationToken);
        return IsHead ? answer with { Body = default } : answer;
    }

    public static string PlaceOf(int index) => $"Bundle.entry[{index}]";

    /// <summary>Null when issues were found.</summary>
    public static BundleEntry? Read(int index, JsonValue entry, FhirRequest outer, ICollection<Issue> issues)
    {
        var place = PlaceOf(index);
        var request = entry["request"u8];
        var method = request["method"u8].Text;
        var url = request["url"u8].Text;
        if (!request.Exists || method.Length == 0 || url.Length == 0)
        {
            issues.Add(Issue.Error(Problems.MissingElement, "An entry says what to do: request.method and request.url.", $"{place}.request"));
            return null;
        }

        var question = url.IndexOf('?', StringComparison.Ordinal);
        var path = Relative(question < 0 ? url : url[..question], outer.BaseUrl);
        if (Find(method, path, place, issues) is not { } match || !IsKnown(match, place, issues))
        {
            return null;
        }

        var asked = Ask(match, request, outer) with { Query = UrlQuery.Parse(question < 0 ? "" : url[question..]) };
        var read = new BundleEntry(index, entry["fullUrl"u8] is { Exists: true } fullUrl ? fullUrl.Text : null, match.Route, asked, entry["resource"u8]) { IsHead = method == "HEAD" };
        var before = issues.Count;
        read.Check(issues);
        return issues.Count == before ? read : null;
    }

    /// <summary>A JSON Patch travels in a Binary, a FHIRPath Patch as Parameters (https://hl7.org/fhir/R4/http.html#jsonpatch).</summary>
    private JsonText PatchBody()
    {
        if (!Resource["resourceType"u8].TextEquals("Binary"u8))
        {
            return JsonText.Of(Resource.Raw.ToArray());
        }

        var bytes = new byte[Resource["data"u8].Utf8.Length];
        var issues = new List<Issue>();
        return Convert.TryFromBase64String(Resource["data"u8].Text, bytes, out var length)
            ? JsonText.Parse(bytes.AsMemory(0, length), issues) ?? throw new ProblemException(issues)
            : throw new ProblemException(Problems.InvalidPatch, "The data of the Binary is not base64.");
    }

    private static FhirRequest Ask(RouteMatch match, JsonValue request, FhirRequest outer) => outer with
    {
        Method = match.Route.Method,
        MayRepeat = false,
        Type = match.Type,
        Id = match.Id,
        VersionId = match.VersionId,
        Member = match.Member,
        Body = null,
        Resource = null,
        Conditions = new Conditions(
            Text(request["ifMatch"u8]),
            Text(request["ifNoneMatch"u8]),
            Text(request["ifNoneExist"u8]),
            DateTimeOffset.TryParse(request["ifModifiedSince"u8].Text, System.Globalization.CultureInfo.InvariantCulture, out var since) ? since : null),
    };

    private static RouteMatch? Find(string method, string path, string place, ICollection<Issue> issues)
    {
        var match = FhirRoutes.Find(method == "HEAD" ? "GET" : method, path);
        if (match is null)
        {
            var allowed = FhirRoutes.Allowed(path);
            issues.Add(allowed.Count > 0
                ? Issue.Error(Problems.MethodNotAllowed, $"This address takes {string.Join(", ", allowed)}.", $"{place}.request.method")
                : Issue.Error(Problems.NotFound, "Nothing lives at this address. GET metadata says what the hub can do.", $"{place}.request.url"));
        }
        else if (match.Route.Path.Length == 0)
        {
            issues.Add(Issue.Error(Problems.NotSupported, "A Bundle within a Bundle is not carried out.", $"{place}.request.url"));
            return null;
        }

        return match;
    }

    private static bool IsKnown(RouteMatch match, string place, ICollection<Issue> issues)
    {
        if (KnownTypes.Refusal(match) is not { } why)
        {
            return true;
        }

        issues.Add(Issue.Error(Problems.UnknownType, why, $"{place}.request.url"));
        return false;
    }

    private void Check(ICollection<Issue> issues)
    {
        if (Route.Takes is not (Takes.Nothing or Takes.Parameters) && !Resource.Exists)
        {
            issues.Add(Issue.Error(Problems.MissingElement, "This interaction needs a resource.", $"{Place}.resource"));
        }

        var asked = Route.Takes == Takes.Parameters && Resource.Exists ? Request with { Body = JsonText.Of(Resource.Raw.ToArray()) } : Request;
        foreach (var issue in Route.UnknownParameters(asked))
        {
            issues.Add(issue with { Expression = $"{Place}.request.url" });
        }
    }

    private static string? Text(JsonValue value) => value.Exists ? value.Text : null;

    private static string Relative(string path, string baseUrl)
        => path.StartsWith(baseUrl + "/", StringComparison.Ordinal) ? path[(baseUrl.Length + 1)..] : path;
}
