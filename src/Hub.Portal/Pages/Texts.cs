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
        else
        {
            foreach (var error in Bound(field, text, most))
            {
                yield return error;
            }
        }
    }

    /// <summary>Of text that may be left out.</summary>
    public static IEnumerable<FieldError> Bound(string field, string? text, int most) =>
        text?.Length > most ? [new(field, $"Shorten this to {most} characters or fewer")] : [];
}
