using System.Text;
using System.Text.Json;

namespace Hub.Fhir.Tests.Json;

/// <summary>The tokens of a resource as they were written, without the three that the hub owns: id, meta.versionId, meta.lastUpdated.</summary>
internal static class Tokens
{
    public static IReadOnlyList<string> Of(byte[] json)
    {
        var reader = new Utf8JsonReader(json.AsSpan().StartsWith("\uFEFF"u8) ? json.AsSpan(3) : json);
        var tokens = new List<string>();
        var inMeta = false;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1)
            {
                inMeta = reader.TokenType == JsonTokenType.PropertyName ? reader.ValueTextEquals("meta") : inMeta;
            }

            if (IsOwned(ref reader, inMeta))
            {
                reader.Skip();
            }
            else
            {
                tokens.Add($"{reader.TokenType} {Encoding.UTF8.GetString(reader.ValueSpan)}");
            }
        }

        return WithoutEmptyMeta(tokens);
    }

    private static bool IsOwned(ref Utf8JsonReader reader, bool inMeta) => reader.TokenType == JsonTokenType.PropertyName
        && ((reader.CurrentDepth == 1 && reader.ValueTextEquals("id"))
            || (reader.CurrentDepth == 2 && inMeta && (reader.ValueTextEquals("versionId") || reader.ValueTextEquals("lastUpdated"))));

    private static List<string> WithoutEmptyMeta(List<string> tokens)
    {
        var meta = tokens.IndexOf("PropertyName meta");
        if (meta >= 0 && tokens[meta + 2].StartsWith("EndObject", StringComparison.Ordinal))
        {
            tokens.RemoveRange(meta, 3);
        }

        return tokens;
    }
}
