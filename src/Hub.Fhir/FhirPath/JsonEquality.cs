using System.Globalization;
using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.FhirPath;

/// <summary>Equality of complex elements: the same properties with the same values, extensions included.</summary>
internal static class JsonEquality
{
    public static bool AreEqual(FhirElement left, FhirElement right) =>
        AreOfOneType(left, right) && Same(left.Value, right.Value, false) && Same(left.Sibling, right.Sibling, false);

    /// <summary>Arrays in any order, strings without case, ids apart.</summary>
    public static bool AreEquivalent(FhirElement left, FhirElement right) =>
        AreOfOneType(left, right) && Same(left.Value, right.Value, true) && Same(left.Sibling, right.Sibling, true);

    private static bool AreOfOneType(FhirElement left, FhirElement right) => left.Type.Is(right.Type.Name) || right.Type.Is(left.Type.Name);

    private static bool Same(JsonValue left, JsonValue right, bool loosely)
    {
        if (left.Kind != right.Kind)
        {
            return false;
        }

        return left.Kind switch
        {
            JsonKind.Object => SameObject(left, right, loosely),
            JsonKind.Array => loosely ? SameItemsInAnyOrder(left, right) : SameItems(left, right),
            JsonKind.String => loosely ? Texts.Normal(left.Text) == Texts.Normal(right.Text) : left.TextEquals(right.Utf8),
            JsonKind.Number => left.Raw.SequenceEqual(right.Raw) || SameNumber(left.Text, right.Text),
            _ => true,
        };
    }

    private static bool SameNumber(string left, string right) =>
        decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var one)
        && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var other)
        && one == other;

    private static bool SameObject(JsonValue left, JsonValue right, bool loosely)
    {
        if (left.Count != right.Count && !loosely)
        {
            return false;
        }

        var matched = 0;
        foreach (var property in left.Properties)
        {
            if (loosely && property.NameEquals("id"u8))
            {
                continue;
            }

            matched++;
            if (!Same(property.Value, right[property.NameUtf8], loosely))
            {
                return false;
            }
        }

        return matched == right.Count - (loosely && right["id"u8].Exists ? 1 : 0);
    }

    private static bool SameItems(JsonValue left, JsonValue right)
    {
        var (one, other) = (left.Items, right.Items);
        while (one.MoveNext())
        {
            if (!other.MoveNext() || !Same(one.Current, other.Current, false))
            {
                return false;
            }
        }

        return !other.MoveNext();
    }

    private static bool SameItemsInAnyOrder(JsonValue left, JsonValue right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        var rest = new List<JsonValue>();
        foreach (var item in right.Items)
        {
            rest.Add(item);
        }

        foreach (var item in left.Items)
        {
            var found = rest.FindIndex(other => Same(item, other, true));
            if (found < 0)
            {
                return false;
            }

            rest.RemoveAt(found);
        }

        return true;
    }
}
