using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Api.Http;

/// <summary>The answers of a batch or transaction, in the order of the entries (https://hl7.org/fhir/R4/http.html#transaction-response).</summary>
internal static class ResponseBundle
{
    public static ReadOnlyMemory<byte> Of(string type, IReadOnlyList<FhirAnswer> answers, FhirRequest request)
        => BundleText.Write(type, null, bundle =>
        {
            bundle.Link("self", request.BaseUrl);
            bundle.Entries(answers.Count, () =>
            {
                foreach (var answer in answers)
                {
                    bundle.Entry(json => Entry(json, answer, request));
                }
            });
        });

    private static void Entry(Utf8JsonWriter json, FhirAnswer preferred, FhirRequest request)
    {
        var answer = preferred.As(request.Preferences.Return);
        var whole = answer.AlwaysWhole || request.Preferences.Return == ReturnPreference.Representation;
        if (whole && !answer.Body.IsEmpty)
        {
            Resource(json, answer, request);
        }

        json.WriteStartObject("response");
        json.WriteString("status", string.Create(CultureInfo.InvariantCulture, $"{answer.Status} {ReasonPhrases.GetReasonPhrase(answer.Status)}"));
        Details(json, answer, request);
        json.WriteEndObject();
    }

    private static void Resource(Utf8JsonWriter json, FhirAnswer answer, FhirRequest request)
    {
        if (answer.Location is { } location)
        {
            json.WriteString("fullUrl", $"{request.BaseUrl}/{location[..location.IndexOf("/_history", StringComparison.Ordinal)]}");
        }

        BundleText.Resource(json, answer.Body);
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
