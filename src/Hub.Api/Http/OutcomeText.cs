using System.Buffers;
using System.Text.Json;
using Hub.Fhir.Care;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Http;

/// <summary>Issues as an OperationOutcome (https://hl7.org/fhir/R4/operationoutcome.html); diagnostics holds the correlation id alone.</summary>
internal static class OutcomeText
{
    public const string ProblemSystem = Canonicals.Problem;

    public static ReadOnlyMemory<byte> Of(IReadOnlyList<Issue> issues, string? correlationId = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "OperationOutcome");
            json.WriteStartArray("issue");
            foreach (var issue in issues)
            {
                Write(json, issue, correlationId);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, Issue issue, string? correlationId)
    {
        json.WriteStartObject();
        json.WriteString("severity", Code(issue.Severity));
        json.WriteString("code", issue.Problem.IssueCode);
        json.WriteStartObject("details");
        json.WriteStartArray("coding");
        json.WriteStartObject();
        json.WriteString("system", ProblemSystem);
        json.WriteString("code", issue.Problem.Code);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("text", issue.Text);
        json.WriteEndObject();
        if (correlationId is not null)
        {
            json.WriteString("diagnostics", correlationId);
        }

        if (issue.Expression is { Length: > 0 } place)
        {
            json.WriteStartArray("expression");
            json.WriteStringValue(place);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string Code(Severity severity) => severity switch
    {
        Severity.Fatal => "fatal",
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "information",
    };
}
