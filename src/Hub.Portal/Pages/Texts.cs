namespace Hub.Portal.Pages;

/// <summary>Checks of text that stand in many forms.</summary>
internal static class Texts
{
    public static IEnumerable<FieldError> Check(string field, string? text, string missing, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return new(field, missing);
        }
        else if (text.Length > most)
        {
            yield return new(field, $"Shorten this to {most} characters or fewer");
        }
    }
}
