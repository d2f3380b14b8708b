using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Store.Search;

/// <summary>Where a page ended: the sort values and the key of its last match. A page that starts here costs what the first one costs.</summary>
internal sealed record Cursor(IReadOnlyList<object?> Values, long Key)
{
    public override string ToString()
    {
        string?[] parts = [Key.ToString(CultureInfo.InvariantCulture), .. Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))];
        for (var i = 0; i < Values.Count; i++)
        {
            parts[i + 1] = Values[i] is null ? null : Values[i] is double number ? number.ToString("R", CultureInfo.InvariantCulture) : parts[i + 1];
        }

        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts));
    }

    public static Cursor Parse(string text, IReadOnlyList<SortColumn> sort)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text)) ?? [];
            return parts.Length == sort.Count + 1
                ? new Cursor([.. sort.Select((column, i) => column.Parse(parts[i + 1]))], long.Parse(parts[0]!, CultureInfo.InvariantCulture))
                : throw Refused();
        }
        catch (Exception exception) when (exception is FormatException or JsonException or OverflowException or ArgumentException)
        {
            throw Refused();
        }
    }

    private static ProblemException Refused() =>
        new(Problems.InvalidParameter, "This _cursor does not belong to this search. Start again without it and follow the next links.");
}
