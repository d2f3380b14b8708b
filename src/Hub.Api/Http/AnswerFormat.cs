using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;
using Hub.Fhir.Xml;
using Microsoft.Net.Http.Headers;

namespace Hub.Api.Http;

/// <summary>How the answer is to be written: <c>_format</c> before Accept, and <c>_pretty</c> (https://hl7.org/fhir/R4/http.html#mime-type).</summary>
internal sealed record AnswerFormat(string MediaType, bool Pretty)
{
    public const string FhirJsonType = "application/fhir+json";
    public const string FhirXmlType = "application/fhir+xml";

    public static readonly AnswerFormat Usual = new(FhirJsonType, Pretty: false);

    public string ContentType { get; } = $"{MediaType}; charset=utf-8";

    private bool IsXml => MediaType.EndsWith("xml", StringComparison.Ordinal);

    public static AnswerFormat Of(HttpRequest request)
        => request.Headers.Accept is [] or [FhirJsonType] && SaysNothing(request.QueryString.Value) ? Usual : Asked(request);

    /// <summary>True where no parameter can be about the format: found out without reading them all, unless there is something to decode.</summary>
    private static bool SaysNothing(string? query) => string.IsNullOrEmpty(query)
        || (!query.Contains('%', StringComparison.Ordinal)
            && !query.Contains("_format", StringComparison.OrdinalIgnoreCase)
            && !query.Contains("_pretty", StringComparison.OrdinalIgnoreCase));

    private static AnswerFormat Asked(HttpRequest request)
    {
        var pretty = string.Equals(request.Query["_pretty"], "true", StringComparison.OrdinalIgnoreCase);
        var named = request.Query["_format"].ToString();
        var type = named.Length > 0 ? OfName(named)
            : OfAccept(request.GetTypedHeaders().Accept);
        return type is null
            ? throw new ProblemException(Problems.NotAcceptable, $"The hub answers in {FhirJsonType} or {FhirXmlType}.")
            : new AnswerFormat(type, pretty);
    }

    /// <summary>The body in this format; in JSON as it stands, unless it is to be pretty.</summary>
    public ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> json)
        => IsXml ? FhirXml.Write(FhirElement.OfResource(JsonText.Of(json).Root)) : Pretty ? FhirJson.Pretty(json) : json;

    // A plus sign in a query reads as a space.
    private static string? OfName(string name) => name.Replace(' ', '+').Split(';')[0].ToLowerInvariant() switch
    {
        "json" => FhirJsonType,
        "xml" => FhirXmlType,
        var type => OfType(type),
    };

    /// <summary>The best of what is accepted; a browser, which would take any XML before JSON, gets JSON.</summary>
    private static string? OfAccept(IList<MediaTypeHeaderValue> accepted)
        => accepted.Count == 0 || accepted.Any(type => type.MediaType == "text/html")
            ? FhirJsonType
            : accepted
                .Where(type => type.Quality is null or > 0)
                .OrderByDescending(type => type.Quality ?? 1)
                .Select(type => OfType(type.MediaType.Value))
                .FirstOrDefault(type => type is not null);

    private static string? OfType(string? mediaType) => mediaType?.ToLowerInvariant() switch
    {
        FhirJsonType or "*/*" or "application/*" => FhirJsonType,
        FhirXmlType => FhirXmlType,
        "application/json" or "text/json" => "application/json",
        "application/xml" or "text/xml" => "application/xml",
        _ => null,
    };
}
