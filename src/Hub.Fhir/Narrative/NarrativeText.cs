using System.Buffers;
using System.Net;
using System.Text;
using Hub.Fhir.Care;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Narrative;

/// <summary>
/// The text of a resource of the hub's profiles, for a reader who has no other way to see it (http://hl7.org/fhir/R4/narrative.html).
/// Made for an answer and never kept: see specs/decisions/0601-narratives-are-made-when-asked-for.md.
/// </summary>
public static class NarrativeText
{
    /// <summary>The XHTML; null for what is no profile of the hub.</summary>
    public static string? Of(FhirElement resource)
    {
        if (CareProfiles.NameOf(resource) is not { } profile || NarrativeForms.Find(profile) is not { } form)
        {
            return null;
        }

        var text = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p><b>").Append(Safe(form.Title)).Append("</b></p>");
        var context = new EvaluationContext();
        var rows = form.Rows.Select(row => (row.Label, Words: Words(resource, row.Path, context))).Where(row => row.Words.Count > 0).ToList();
        if (rows.Count > 0)
        {
            text.Append("<dl>");
            foreach (var (label, words) in rows)
            {
                text.Append("<dt>").Append(Safe(label)).Append("</dt>");
                words.ForEach(said => text.Append("<dd>").Append(Safe(said)).Append("</dd>"));
            }

            text.Append("</dl>");
        }

        return text.Append("</div>").ToString();
    }

    /// <summary>The resource with a generated text; the same bytes when it has one, or is no profile of the hub.</summary>
    public static ReadOnlyMemory<byte> With(JsonText resource)
    {
        if (resource.Root["text"u8].Exists || Of(FhirElement.OfResource(resource.Root)) is not { } narrative)
        {
            return resource.Utf8;
        }

        var buffer = new ArrayBufferWriter<byte>(resource.Utf8.Length + narrative.Length + 64);
        buffer.Write(resource.Utf8.Span[..^1]);
        buffer.Write(",\"text\":{\"status\":\"generated\",\"div\":"u8);
        buffer.Write(JsonEscapes.Quoted(narrative));
        buffer.Write("}}"u8);
        return buffer.WrittenMemory;
    }

    private static List<string> Words(FhirElement resource, FhirPathExpression path, EvaluationContext context) =>
        path.Evaluate(resource, context).Where(item => item.IsElement).Select(item => NarrativeWords.Of(item.Element)).Where(words => words.Length > 0).Distinct().ToList();

    private static string Safe(string words) => WebUtility.HtmlEncode(words);
}
