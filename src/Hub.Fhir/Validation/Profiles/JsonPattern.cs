using System.Globalization;
using Hub.Fhir.Json;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>fixed[x]: the very same. pattern[x]: at least what the pattern has, where an array needs an item for each of the pattern's.</summary>
internal static class JsonPattern
{
    public static bool Is(JsonValue value, JsonValue expected) => value.Kind == expected.Kind && value.Kind switch
    {
        JsonKind.Object => value.Count == expected.Count && All(value, expected, Is),
        JsonKind.Array => value.Count == expected.Count && SameItems(value, expected),
        _ => SamePrimitive(value, expected),
    };

    public static bool Has(JsonValue value, JsonValue pattern) => value.Kind == pattern.Kind && value.Kind switch
    {
        JsonKind.Object => All(value, pattern, Has),
        JsonKind.Array => HasItems(value, pattern),
        _ => SamePrimitive(value, pattern),
    };

    private static bool All(JsonValue value, JsonValue expected, Func<JsonValue, JsonValue, bool> fits)
    {
        foreach (var property in expected.Properties)
        {
            if (value[property.Name] is not { Exists: true } found || !fits(found, property.Value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameItems(JsonValue value, JsonValue expected)
    {
        var (left, right) = (value.Items, expected.Items);
        while (left.MoveNext() & right.MoveNext())
        {
            if (!Is(left.Current, right.Current))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasItems(JsonValue value, JsonValue pattern)
    {
        foreach (var expected in pattern.Items)
        {
            var found = false;
            foreach (var item in value.Items)
            {
                found |= Has(item, expected);
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }

    private static bool SamePrimitive(JsonValue value, JsonValue expected) =>
        value.Kind == JsonKind.Number ? SameNumber(value.Text, expected.Text) : value.Kind != JsonKind.String || value.TextEquals(expected.Utf8);

    private static bool SameNumber(string left, string right) => left == right
        || (decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var one)
            && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && one == other);
}
