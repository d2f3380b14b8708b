using Hub.Fhir.Outcomes;
using Microsoft.Net.Http.Headers;

namespace Hub.Api.Http;

/// <summary>How the answer is to be written: <c>_format</c> before Accept, and <c>_pretty</c> (https://hl7.org/fhir/R4/http.html#mime-type).</summary>
internal sealed record AnswerFormat(string ContentType, bool Pretty)
{
    public const string FhirJson = "application/fhir+json; charset=utf-8";
    private const string PlainJson = "application/json; charset=utf-8";

    public static readonly AnswerFormat Usual = new(FhirJson, Pretty: false);

    public static AnswerFormat Of(HttpRequest request)
    {
        var pretty = string.Equals(request.Query["_pretty"], "true", StringComparison.OrdinalIgnoreCase);
        var named = request.Query["_format"].ToString();
        var type = named.Length > 0 ? OfName(named) : OfAccept(request.GetTypedHeaders().Accept);
        return type is null
            ? throw new ProblemException(Problems.NotAcceptable, "The hub answers in application/fhir+json.")
            : new AnswerFormat(type, pretty);
    }

    // A plus sign in a query reads as a space.
    private static string? OfName(string name) => name.Replace(' ', '+').Split(';')[0].ToLowerInvariant() switch
    {
        "json" or "application/fhir+json" => FhirJson,
        "application/json" or "text/json" => PlainJson,
        _ => null,
    };

    private static string? OfAccept(IList<MediaTypeHeaderValue> accepted)
        => accepted.Count == 0
            ? FhirJson
            : accepted
                .Where(type => type.Quality is null or > 0)
                .OrderByDescending(type => type.Quality ?? 1)
                .Select(type => OfType(type.MediaType.Value))
                .FirstOrDefault(type => type is not null);

    private static string? OfType(string? mediaType) => mediaType?.ToLowerInvariant() switch
    {
        "application/fhir+json" or "*/*" or "application/*" => FhirJson,
        "application/json" or "text/json" => PlainJson,
        _ => null,
    };
}
