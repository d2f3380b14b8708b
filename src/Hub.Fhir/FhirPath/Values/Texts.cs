using System.Text;

namespace Hub.Fhir.FhirPath.Values;

/// <summary>The form in which equivalent strings are equal: lower case, every run of white space as one space.</summary>
internal static class Texts
{
    public static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                normal.Append(char.ToLowerInvariant(c));
            }
            else if (normal.Length == 0 || normal[^1] != ' ')
            {
                normal.Append(' ');
            }
        }

        return normal.ToString();
    }
}
