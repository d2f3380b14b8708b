using System.Globalization;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Http;

/// <summary>Versions as weak entity tags: <c>W/"3"</c> (https://hl7.org/fhir/R4/http.html#versioning).</summary>
public static class ETags
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"W/\"{version}\"");

    /// <summary>The version If-Match asks for; null when it asks for none. A tag this hub never gave can match nothing: 412.</summary>
    public static int? Version(string? ifMatch)
    {
        if (string.IsNullOrWhiteSpace(ifMatch))
        {
            return null;
        }

        return Parse(ifMatch) ?? throw new ProblemException(
            Problems.PreconditionFailed,
            "If-Match holds one version as this hub writes it in ETag, such as W/\"3\".");
    }

    /// <summary>True when If-None-Match names this version, or any.</summary>
    public static bool Matches(string? ifNoneMatch, int version)
        => ifNoneMatch is not null
            && ifNoneMatch.Split(',').Any(tag => tag.Trim() == "*" || Parse(tag) == version);

    private static int? Parse(string tag)
    {
        var text = tag.AsSpan().Trim();
        text = text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text;
        text = text.Length > 1 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
