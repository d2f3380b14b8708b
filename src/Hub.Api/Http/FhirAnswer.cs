using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Microsoft.Net.Http.Headers;

namespace Hub.Api.Http;

/// <summary>The answer of one interaction, and the only place that writes it: status, ETag, Last-Modified, Location, JSON, OperationOutcome.</summary>
public sealed record FhirAnswer(int Status)
{
    private const string SecondsUntilAgain = "1";

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Issues that go out as an OperationOutcome when there is no body.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];

    public int? Version { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Where the written version can be read, relative to the base.</summary>
    public string? Location { get; init; }

    /// <summary>Where to ask how far long work is, relative to the base.</summary>
    public string? ContentLocation { get; init; }

    /// <summary>How far long work is.</summary>
    public string? Progress { get; init; }

    /// <summary>Seconds after which to ask again.</summary>
    public int? RetryAfter { get; init; }

    public DateTimeOffset? Expires { get; init; }

    /// <summary>The type of a body that is no FHIR, and goes out as it stands.</summary>
    public string? ContentType { get; init; }

    /// <summary>Value of the Allow header of a 405.</summary>
    public string? Allow { get; init; }

    /// <summary>True when a body goes out whatever the client prefers: reads and searches.</summary>
    public bool AlwaysWhole { get; init; }

    /// <summary>True for a Binary as kept: the file it holds goes out, unless the client asks for the resource.</summary>
    public bool MayBeRaw { get; init; }

    /// <summary>The bytes as kept, from the row to the socket.</summary>
    public static FhirAnswer Read(StoredResource row) => Of(StatusCodes.Status200OK, row) with { AlwaysWhole = true, MayBeRaw = row.Type == RawContent.Type };

    public static FhirAnswer Written(int status, StoredResource row)
        => Of(status, row) with { Location = $"{row.Type}/{row.Id}/_history/{row.Version}" };

    public static FhirAnswer Json(ReadOnlyMemory<byte> body) => new(StatusCodes.Status200OK) { Body = body, AlwaysWhole = true };

    /// <summary>Long work was begun, and is asked after at its own address.</summary>
    public static FhirAnswer Begins(string job) => new(StatusCodes.Status202Accepted) { ContentLocation = $"_async/{job}", Issues = [Begun] };

    public static FhirAnswer Deleted(int? version) => new(StatusCodes.Status204NoContent) { Version = version };

    public static FhirAnswer NotModified(StoredResource row)
        => new(StatusCodes.Status304NotModified) { Version = row.Version, LastModified = row.LastUpdated };

    public static FhirAnswer Refused(ProblemException problem) => new(problem.Status) { Issues = problem.Issues };

    public static FhirAnswer Refused(Problem problem, string? text = null)
        => Refused(text is null ? new ProblemException(problem) : new ProblemException(problem, text));

    private static FhirAnswer Of(int status, StoredResource row)
        => new(status) { Body = row.Body, Version = row.Version, LastModified = row.LastUpdated };

    /// <summary>As the client prefers it: the resource, nothing, or a word that it went well.</summary>
    public FhirAnswer As(ReturnPreference preference) => AlwaysWhole || Status >= StatusCodes.Status300MultipleChoices
        ? this
        : preference switch
        {
            ReturnPreference.Minimal => this with { Body = default },
            ReturnPreference.OperationOutcome => Said(),
            _ => this,
        };

    private FhirAnswer Said() => this with
    {
        Body = default,
        Status = Status == StatusCodes.Status204NoContent ? StatusCodes.Status200OK : Status,
        Issues = [Done],
    };

    private static readonly Issue Begun = new(Severity.Information, new Problem("begun", "informational", StatusCodes.Status202Accepted, "Begun."), "Begun. Content-Location says where to ask how far it is.");

    public static readonly Issue Done = new(Severity.Information, new Problem("done", "informational", StatusCodes.Status200OK, "Done."), "Done.");

    public async Task Write(HttpContext context, string baseUrl)
    {
        var response = context.Response;
        response.StatusCode = Status;
        WriteHeaders(response.Headers, baseUrl);
        if (MayBeRaw && RawContent.IsWanted(context.Request))
        {
            await RawContent.Of(Body).Write(context);
            return;
        }

        var refused = Status >= StatusCodes.Status400BadRequest;
        var body = Issues.Count > 0 ? OutcomeText.Of(Issues, refused ? RequestIds.Of(context).Correlation : null) : Body;
        if (body.IsEmpty)
        {
            return;
        }

        if (ContentType is { } own && !refused)
        {
            response.ContentType = own;
        }
        else
        {
            var format = refused ? Tolerant(context.Request) : AnswerFormat.Of(context.Request);
            body = format.Write(body);
            response.ContentType = format.ContentType;
        }

        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(body, context.RequestAborted);
        }
    }

    private void WriteHeaders(IHeaderDictionary headers, string baseUrl)
    {
        headers.CacheControl = "no-store";
        if (Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests && headers.RetryAfter.Count == 0)
        {
            headers.RetryAfter = SecondsUntilAgain;
        }

        if (Version is { } version)
        {
            headers.ETag = ETags.Of(version);
        }

        if (LastModified is { } modified)
        {
            headers.LastModified = HeaderUtilities.FormatDate(modified);
        }

        if (Location is not null)
        {
            headers.Location = $"{baseUrl}/{Location}";
        }

        Long(headers, baseUrl);
        if (Allow is not null)
        {
            headers.Allow = Allow;
        }
    }

    private void Long(IHeaderDictionary headers, string baseUrl)
    {
        if (ContentLocation is not null)
        {
            headers.ContentLocation = $"{baseUrl}/{ContentLocation}";
            headers["Preference-Applied"] = "respond-async";
        }

        if (Progress is not null)
        {
            headers["X-Progress"] = Progress;
        }

        if (RetryAfter is { } seconds)
        {
            headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (Expires is { } expires)
        {
            headers.Expires = HeaderUtilities.FormatDate(expires);
        }
    }

    /// <summary>A refusal is always said, also to a client that asked for a format the hub does not write.</summary>
    private static AnswerFormat Tolerant(HttpRequest request)
    {
        try
        {
            return AnswerFormat.Of(request);
        }
        catch (ProblemException)
        {
            return AnswerFormat.Usual;
        }
    }
}
