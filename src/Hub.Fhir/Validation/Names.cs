using Hub.Fhir.Definitions;

namespace Hub.Fhir.Validation;

/// <summary>Names in sentences: what a sender may have meant, and never more of an unknown name than looks like one.</summary>
internal static class Names
{
    private const int LongestShown = 40;

    public static string Shown(string name) =>
        name.Length is > 0 and <= LongestShown && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-') ? name : "…";

    /// <summary>A sentence that names the nearest element, or nothing.</summary>
    public static string Suggestion(string name, TypeDefinition type)
    {
        if (name.Length is 0 or > LongestShown)
        {
            return "";
        }

        var nearest = type.Elements.Select(element => (element, distance: Distance(name, element.Name))).MinBy(row => row.distance);
        return nearest.element is not null && nearest.distance <= 1 + (name.Length / 5) ? $" Did you mean '{nearest.element}'?" : "";
    }

    /// <summary>How many letters must be put in, taken out or changed.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
