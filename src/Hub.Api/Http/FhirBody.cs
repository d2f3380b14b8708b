using System.Buffers;
using System.Net.Http.Headers;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;
using Hub.Fhir.Xml;

namespace Hub.Api.Http;

/// <summary>Takes a body in: bounded, of a type the hub reads, as UTF-8, as JSON or XML, and then as a valid resource.</summary>
internal static class FhirBody
{
    private static readonly string[] JsonTypes = ["application/fhir+json", "application/json", "text/json"];
    private static readonly string[] XmlTypes = ["application/fhir+xml", "application/xml", "text/xml"];
    private static readonly string[] FormTypes = ["application/x-www-form-urlencoded"];
    public const string JsonPatchType = "application/json-patch+json";
    private static readonly string[] FhirTypes = [.. JsonTypes, .. XmlTypes];

    /// <summary>A resource in JSON or XML; from here on it is JSON.</summary>
    public static async Task<JsonText> Text(HttpContext context, HttpSettings settings, CancellationToken cancellationToken)
    {
        var type = MediaType(context.Request, FhirTypes);
        var bytes = await Bytes(context.Request, settings.LargestBody, cancellationToken);
        if (bytes.IsEmpty)
        {
            throw new ProblemException(Problems.InvalidJson, "The body is empty; this interaction needs a resource as its body.");
        }

        var issues = new List<Issue>();
        var text = XmlTypes.Contains(type) ? FhirXml.Read(bytes, issues) : JsonText.Parse(bytes, issues, settings.DeepestJson);
        return text ?? throw new ProblemException(issues);
    }

    /// <summary>A patch: JSON Patch as an array, or FHIRPath Patch as Parameters.</summary>
    public static async Task<JsonText> Patch(HttpContext context, HttpSettings settings, CancellationToken cancellationToken)
    {
        if (!JsonPatchType.Equals(context.Request.ContentType?.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return await Text(context, settings, cancellationToken);
        }

        var issues = new List<Issue>();
        var bytes = await Bytes(context.Request, settings.LargestBody, cancellationToken);
        return JsonText.Parse(bytes, issues, settings.DeepestJson) ?? throw new ProblemException(issues);
    }

    /// <summary>What an operation is asked with: a Parameters resource; null when nothing was sent.</summary>
    public static async Task<JsonText?> Parameters(HttpContext context, HttpSettings settings, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength is 0 || (context.Request.ContentLength is null && context.Request.ContentType is null))
        {
            return null;
        }

        return Parameters(await Text(context, settings, cancellationToken));
    }

    public static JsonText Parameters(JsonText text) => Resource(text).Type == "Parameters"
        ? text
        : throw new ProblemException(Problems.TypeMismatch, "An operation is asked with a Parameters resource.");

    /// <summary>The resource, or every issue found in it.</summary>
    public static ValidResource Resource(JsonText text)
    {
        var issues = new List<Issue>();
        return Validator.R4.Validate(text, issues) ?? throw new ProblemException(issues);
    }

    /// <summary>The parameters of a POST to <c>_search</c>.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> Form(HttpContext context, HttpSettings settings, CancellationToken cancellationToken)
    {
        var bytes = await Bytes(context.Request, settings.LargestBody, cancellationToken);
        if (bytes.IsEmpty)
        {
            return [];
        }

        MediaType(context.Request, FormTypes);
        return UrlQuery.Parse(System.Text.Encoding.UTF8.GetString(bytes.Span));
    }

    /// <summary>A file as it is, put into a Binary (https://hl7.org/fhir/R4/binary.html#rest).</summary>
    public static async Task<JsonText> Binary(HttpContext context, FhirRequest request, HttpSettings settings, CancellationToken cancellationToken)
    {
        RequirePlain(context.Request);
        var bytes = await Bytes(context.Request, settings.LargestBinary, cancellationToken);
        return RawContent.Resource(context.Request, request, bytes);
    }

    private static void RequirePlain(HttpRequest request)
    {
        var encoded = request.Headers.ContentEncoding.ToString();
        if (encoded.Length > 0 && !encoded.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problems.UnsupportedMediaType, "Bodies are taken without Content-Encoding.");
        }
    }

    private static string MediaType(HttpRequest request, string[] taken)
    {
        RequirePlain(request);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !taken.Contains(type.MediaType, StringComparer.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problems.UnsupportedMediaType, $"Content-Type says what the body is; taken here: {string.Join(", ", taken)}.");
        }

        if (type.CharSet is { } charset && !charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problems.UnsupportedMediaType, "FHIR is exchanged in UTF-8.");
        }

        return type.MediaType!.ToLowerInvariant();
    }

    private static async Task<ReadOnlyMemory<byte>> Bytes(HttpRequest request, int largest, CancellationToken cancellationToken)
    {
        if (request.ContentLength > largest)
        {
            throw TooLarge(largest);
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > largest)
            {
                throw TooLarge(largest);
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static ProblemException TooLarge(int largest)
        => new(Problems.TooLarge, $"A body has at most {largest} bytes here. Send large documents as Binary, and large loads in parts.");
}
