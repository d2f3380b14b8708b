using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Api.Http;

/// <summary>The answers of a batch or transaction, in the order of the entries (https://hl7.org/fhir/R4/http.html#transaction-response).</summary>
internal static class ResponseBundle
{
    public static ReadOnlyMemory<byte> Of(string type, IReadOnlyList<FhirAnswer> answers, FhirRequest request)
        => Of(type, [.. answers.Select(answer => new Action<Utf8JsonWriter>(json => Entry(json, answer, request)))], request);

    public static ReadOnlyMemory<byte> Of(string type, IReadOnlyList<Action<Utf8JsonWriter>> entries, FhirRequest request)
        => BundleText.Write(type, null, bundle =>
        {
            bundle.Link("self", request.BaseUrl);
            bundle.Entries(entries.Count, () =>
            {
                foreach (var entry in entries)
                {
                    bundle.Entry(entry);
                }
            });
        });

    public static void Entry(Utf8JsonWriter json, FhirAnswer preferred, FhirRequest request)
    {
        var answer = preferred.As(request.Preferences.Return);
        var whole = answer.AlwaysWhole || request.Preferences.Return == ReturnPreference.Representation;
        Entry(json, answer.Location, whole ? answer.Body : default, Response(answer, request), request);
    }

    /// <summary>An entry whose response was written before.</summary>
    public static void Entry(Utf8JsonWriter json, string? location, ReadOnlyMemory<byte> body, string response, FhirRequest request)
    {
        if (!body.IsEmpty)
        {
            Resource(json, location, body, request);
        }

        json.WritePropertyName("response");
        json.WriteRawValue(response, skipInputValidation: true);
    }

    /// <summary>The response of an entry, without the resource.</summary>
    public static string Response(FhirAnswer preferred, FhirRequest request)
    {
        var answer = preferred.As(request.Preferences.Return);
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartObject();
            json.WriteString("status", string.Create(CultureInfo.InvariantCulture, $"{answer.Status} {ReasonPhrases.GetReasonPhrase(answer.Status)}"));
            Details(json, answer, request);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Resource(Utf8JsonWriter json, string? location, ReadOnlyMemory<byte> body, FhirRequest request)
    {
        if (location is not null)
        {
            json.WriteString("fullUrl", $"{request.BaseUrl}/{location[..location.IndexOf("/_history", StringComparison.Ordinal)]}");
        }

        BundleText.Resource(json, body);
    }

    private static void Details(Utf8JsonWriter json, FhirAnswer answer, FhirRequest request)
    {
        if (answer.Location is not null)
        {
            json.WriteString("location", $"{request.BaseUrl}/{answer.Location}");
        }

        if (answer.Version is { } version)
        {
            json.WriteString("etag", ETags.Of(version));
        }

        if (answer.LastModified is { } modified)
        {
            json.WriteString("lastModified", Instants.Text(modified));
        }

        if (answer.Issues.Count > 0)
        {
            json.WritePropertyName("outcome");
            json.WriteRawValue(OutcomeText.Of(answer.Issues).Span, skipInputValidation: true);
        }
    }
}
