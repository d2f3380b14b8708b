using System.Globalization;
using Hub.Api.Http;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Operations;

/// <summary>What an operation is asked with: parameters of the address, and those of a Parameters resource, by name (https://hl7.org/fhir/R4/operations.html#request).</summary>
internal sealed class Asked(FhirRequest request)
{
    /// <summary>The names in a Parameters resource, each as often as it is given.</summary>
    public static IEnumerable<string> Names(JsonText? body)
    {
        var names = new List<string>();
        foreach (var parameter in body?.Root["parameter"u8].Items ?? default)
        {
            names.Add(parameter["name"u8].Text);
        }

        return names;
    }

    /// <summary>The first value of this name as text; null when there is none.</summary>
    public string? Text(string name) => Texts(name).FirstOrDefault();

    public IEnumerable<string> Texts(string name) => request.Query
        .Where(pair => pair.Key == name)
        .Select(pair => pair.Value)
        .Concat(BodyTexts(name));

    /// <summary>All parameters that have a text, as an address would carry them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs()
        => [.. request.Query, .. Names(request.Body).Distinct().SelectMany(name => BodyTexts(name).Select(text => KeyValuePair.Create(name, text)))];

    public string Required(string name) => Text(name) is { Length: > 0 } text
        ? text
        : throw new ProblemException(Problems.MissingElement, $"The parameter '{name}' says what is asked about; it is missing.");

    /// <summary>A whole number from 0 up; null when there is none.</summary>
    public int? Number(string name) => Text(name) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ProblemException(Problems.InvalidParameter, $"The parameter '{name}' is a whole number, 0 or more.");

    public bool IsTrue(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new ProblemException(Problems.InvalidParameter, $"The parameter '{name}' is true or false."),
    };

    /// <summary>An instant, or a date; null when there is none.</summary>
    public DateTimeOffset? Instant(string name) => Text(name) is not { } text
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new ProblemException(Problems.InvalidParameter, $"The parameter '{name}' is an instant, such as 2026-01-12T19:45:00Z.");

    /// <summary>The first value of this name: a data type or a resource, which an address cannot carry.</summary>
    public JsonValue Value(string name) => Values(name).FirstOrDefault();

    private IEnumerable<string> BodyTexts(string name) => Values(name).Where(value => value.Kind != JsonKind.Object).Select(value => value.Text);

    private List<JsonValue> Values(string name)
    {
        var values = new List<JsonValue>();
        foreach (var parameter in request.Body?.Root["parameter"u8].Items ?? default)
        {
            if (parameter["name"u8].Text == name)
            {
                values.AddRange(OfParameter(parameter));
            }
        }

        return values;
    }

    private static List<JsonValue> OfParameter(JsonValue parameter)
    {
        var values = new List<JsonValue>();
        foreach (var property in parameter.Properties)
        {
            if (property.NameEquals("resource"u8) || property.Name.StartsWith("value", StringComparison.Ordinal))
            {
                values.Add(property.Value);
            }
        }

        return values;
    }
}
