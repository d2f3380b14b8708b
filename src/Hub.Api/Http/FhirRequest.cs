using Hub.Api.Access;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;
using Microsoft.Extensions.Primitives;

namespace Hub.Api.Http;

/// <summary>One interaction as asked, whether over HTTP or in an entry of a Bundle: all that an interaction looks at.</summary>
public sealed record FhirRequest
{
    private readonly GuardedStore? store;

    /// <summary>The address all links start with, such as <c>https://hub.example/fhir</c>.</summary>
    public required string BaseUrl { get; init; }

    public string Method { get; init; } = "GET";

    /// <summary>The address under the base as it was asked, with its query.</summary>
    public string Address { get; init; } = "";

    public string Type { get; init; } = "";

    public string Id { get; init; } = "";

    public string VersionId { get; init; } = "";

    /// <summary>Which resources of a compartment are meant: a type, or <c>*</c>.</summary>
    public string Member { get; init; } = "";

    /// <summary>Parameters of the URL and of a form, in the order sent, without those about the answer's format.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    public Preferences Preferences { get; init; } = Preferences.None;

    /// <summary>True when the client chose the X-Request-Id: what it sends twice under one id is done once.</summary>
    public bool MayRepeat { get; init; }

    public Conditions Conditions { get; init; } = Conditions.None;

    public HttpSettings Settings { get; init; } = new();

    /// <summary>The body as sent, where one is taken.</summary>
    public JsonText? Body { get; init; }

    /// <summary>The body as a resource that has passed the validator, where one is taken.</summary>
    public ValidResource? Resource { get; init; }

    /// <summary>The store as the caller may see it.</summary>
    public GuardedStore Store
    {
        get => store ?? throw new ProblemException(Problems.LoginRequired);
        init => store = value;
    }

    public ValidResource RequireResource()
        => Resource ?? throw new ProblemException(Problems.MissingElement, "This interaction needs a resource as its body.");
}

/// <summary>The conditional headers, or the fields of <c>Bundle.entry.request</c> of the same names.</summary>
public sealed record Conditions(string? IfMatch, string? IfNoneMatch, string? IfNoneExist, DateTimeOffset? IfModifiedSince)
{
    public static readonly Conditions None = new(null, null, null, null);

    public static Conditions Of(HttpRequest request)
    {
        var headers = request.Headers;
        return new Conditions(
            Text(headers.IfMatch),
            Text(headers.IfNoneMatch),
            Text(headers["If-None-Exist"]),
            headers.IfModifiedSince.Count == 0 ? null : request.GetTypedHeaders().IfModifiedSince);
    }

    private static string? Text(StringValues header) => header.Count == 0 ? null : header.ToString();
}
