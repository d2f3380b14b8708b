using System.Globalization;
using System.Text.Json;
using Hub.Fhir.Json;
using Hub.Fhir.Search;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.Search;

/// <summary>The three published index extractions of microsoft/fhir-server: every row of theirs is among ours.</summary>
public sealed class ThirdPartyIndexTests
{
    [ThirdPartyFact]
    public void Every_published_row_is_extracted()
    {
        foreach (var file in ThirdParty.Files("search/indexes", "*.indexes.json"))
        {
            var json = File.ReadAllBytes(file.Replace(".indexes.json", ".json", StringComparison.Ordinal)).AsMemory();
            var resource = FhirElement.OfResource(JsonText.Of(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json).Root);
            var ours = SearchIndex.Extract(resource).Select(Row).ToHashSet(StringComparer.Ordinal);
            using var theirs = JsonDocument.Parse(File.ReadAllText(file));

            var rows = theirs.RootElement.EnumerateArray().Where(row => Text(row, "code") != "_id").Select(row => $"{Text(row, "code")} {Value(row.GetProperty("value"))}").ToList();
            Assert.True(rows.Count > 20);
            Assert.Empty(rows.Except(ours));
        }
    }

    private static string Row(SearchValue value) => $"{value.Parameter} {Value(value)}";

    private static string Value(SearchValue value) => value switch
    {
        TokenValue token => $"{token.System}|{token.Code?.ToLowerInvariant()}",
        StringValue text => text.Text,
        ReferenceValue reference => $"{reference.Type}/{reference.Id}",
        DateValue date => date.Low.UtcDateTime.ToString("s", CultureInfo.InvariantCulture),
        UriValue uri => uri.Uri,
        CompositeValue composite => string.Join(" + ", composite.Parts.Select(Value)),
        _ => value.ToString(),
    };

    private static string Value(JsonElement value)
    {
        if (value.TryGetProperty("components", out var components))
        {
            return string.Join(" + ", components.EnumerateArray().Select(part => Value(part[0])));
        }

        return value.TryGetProperty("resourceType", out var type) ? $"{type.GetString()}/{Text(value, "resourceId")}"
            : value.TryGetProperty("uri", out var uri) ? uri.GetString()!
            : value.TryGetProperty("string", out var text) ? text.GetString()!
            : value.TryGetProperty("start", out var start) ? start.GetDateTimeOffset().UtcDateTime.ToString("s", CultureInfo.InvariantCulture)
            : $"{Text(value, "system")}|{Text(value, "code")?.ToLowerInvariant()}";
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
