using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Microsoft.Net.Http.Headers;

namespace Hub.Api.Http;

/// <summary>
/// A Binary as what it holds: its own bytes under its own Content-Type, whole or a range of them
/// (https://hl7.org/fhir/R4/binary.html#rest, RFC 9110 section 14). A browser is never let to run it as part of the hub.
/// </summary>
internal sealed record RawContent(string ContentType, ReadOnlyMemory<byte> Bytes, string? SecurityContext)
{
    public const string Type = "Binary";
    public const string SecurityHeader = "X-Security-Context";

    private const string Unnamed = "application/octet-stream";
    private static readonly string[] AboutFhir = ["_format", "_summary", "_elements", "_pretty"];

    /// <summary>True unless the client asked for the resource: raw is what a read of a Binary gives by itself.</summary>
    public static bool IsWanted(HttpRequest request)
        => !AboutFhir.Any(request.Query.ContainsKey) && !request.GetTypedHeaders().Accept.Any(type => IsFhir(type.MediaType.Value));

    /// <summary>Reads of a Binary answer in any type, so that Accept is looked at once it is known which.</summary>
    public static bool MayAnswer(RouteMatch match) => match.Type == Type && match.Route.Interaction is "read" or "vread";

    /// <summary>True when the body is the resource itself.</summary>
    public static bool IsFhirBody(HttpRequest request)
        => !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || IsFhir(type.MediaType.Value);

    /// <summary>The file as a Binary, with the security context that its header names.</summary>
    public static JsonText Resource(HttpRequest http, FhirRequest request, ReadOnlyMemory<byte> bytes)
    {
        var buffer = new ArrayBufferWriter<byte>(bytes.Length * 4 / 3 + 256);
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", Type);
            if (request.Id.Length > 0)
            {
                json.WriteString("id", request.Id);
            }

            json.WriteString("contentType", http.ContentType);
            if (http.Headers[SecurityHeader].ToString() is { Length: > 0 } context)
            {
                json.WriteStartObject("securityContext");
                json.WriteString("reference", context.StartsWith($"{request.BaseUrl}/", StringComparison.Ordinal) ? context[(request.BaseUrl.Length + 1)..] : context);
                json.WriteEndObject();
            }

            if (!bytes.IsEmpty)
            {
                json.WriteBase64String("data", bytes.Span);
            }

            json.WriteEndObject();
        }

        return JsonText.Of(buffer.WrittenMemory);
    }

    private static bool IsFhir(string? mediaType)
        => mediaType?.ToLowerInvariant() is AnswerFormat.FhirJsonType or AnswerFormat.FhirXmlType or "application/json" or "application/xml" or "text/json" or "text/xml";

    public static RawContent Of(ReadOnlyMemory<byte> body)
    {
        var root = JsonText.Of(body).Root;
        var named = root["contentType"u8].Text;
        var context = root["securityContext"u8]["reference"u8];
        return new RawContent(
            named.All(char.IsAscii) && MediaTypeHeaderValue.TryParse(named, out _) ? named : Unnamed,
            Decode(root["data"u8].Utf8),
            context.Exists && context.Text.All(c => c is > ' ' and < '\x7f') ? context.Text : null);
    }

    public async Task Write(HttpContext context)
    {
        var response = context.Response;
        RequireAccepted(context.Request);
        response.ContentType = ContentType;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.ContentDisposition = "attachment";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        if (SecurityContext is not null)
        {
            response.Headers[SecurityHeader] = SecurityContext;
        }

        var part = Part(context);
        response.ContentLength = part.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(part, context.RequestAborted);
        }
    }

    private void RequireAccepted(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var own = MediaTypeHeaderValue.Parse(ContentType);
        if (accepted.Count > 0 && !accepted.Any(type => own.IsSubsetOf(type) || type.MediaType == own.MediaType))
        {
            throw new ProblemException(Problems.NotAcceptable, $"This Binary holds {own.MediaType}; it is also given as {AnswerFormat.FhirJsonType} or {AnswerFormat.FhirXmlType}.");
        }
    }

    /// <summary>The bytes asked for. Several ranges at once are answered whole, as RFC 9110 allows; so is If-Range, since a weak ETag never meets it.</summary>
    private ReadOnlyMemory<byte> Part(HttpContext context)
    {
        var request = context.Request;
        var range = HttpMethods.IsGet(request.Method) && request.Headers.IfRange.Count == 0 ? request.GetTypedHeaders().Range : null;
        if (range is not { Unit.Value: "bytes", Ranges.Count: 1 })
        {
            return Bytes;
        }

        var only = range.Ranges.Single();
        var from = only.From ?? Math.Max(0, Bytes.Length - only.To!.Value);
        var to = only.From is null ? Bytes.Length - 1 : Math.Min(only.To ?? long.MaxValue, Bytes.Length - 1);
        if (from > to)
        {
            context.Response.Headers.ContentRange = new ContentRangeHeaderValue(Bytes.Length).ToString();
            throw new ProblemException(Problems.RangeNotSatisfiable, $"The Binary has {Bytes.Length} bytes.");
        }

        context.Response.StatusCode = StatusCodes.Status206PartialContent;
        context.Response.Headers.ContentRange = new ContentRangeHeaderValue(from, to, Bytes.Length).ToString();
        return Bytes.Slice((int)from, (int)(to - from + 1));
    }

    private static byte[] Decode(ReadOnlySpan<byte> base64)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        var status = Base64.DecodeFromUtf8(base64, bytes, out _, out var length);
        return status == OperationStatus.Done ? bytes[..length] : throw new ProblemException(Problems.InternalError);
    }
}
