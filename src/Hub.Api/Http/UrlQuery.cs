namespace Hub.Api.Http;

/// <summary>Parameters of a URL or a form as a list of pairs: order and repetition count in a FHIR search.</summary>
internal static class UrlQuery
{
    private static readonly string[] AboutTheAnswer = ["_format", "_pretty"];

    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? part : part[..equals]);
            if (!AboutTheAnswer.Contains(name))
            {
                pairs.Add(new(name, equals < 0 ? "" : Decode(part[(equals + 1)..])));
            }
        }

        return pairs;
    }

    public static string Write(IEnumerable<KeyValuePair<string, string>> pairs)
        => string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    private static string Decode(string part) => Uri.UnescapeDataString(part.Replace('+', ' '));
}
