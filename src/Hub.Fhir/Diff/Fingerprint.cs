using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Diff;

/// <summary>The same text for values that say the same: members in any order, strings however escaped, numbers as written.</summary>
internal static class Fingerprint
{
    public static bool AreEqual(JsonValue left, JsonValue right) => left.Raw.SequenceEqual(right.Raw) || Of(left) == Of(right);

    public static string Of(FhirElement element) => element.Sibling.Exists ? $"{Of(element.Value)}_{Of(element.Sibling)}" : Of(element.Value);

    private static string Of(JsonValue value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JsonValue value, StringBuilder text)
    {
        switch (value.Kind)
        {
            case JsonKind.Object:
                WriteMembers(value, text);
                break;
            case JsonKind.Array:
                text.Append('[');
                foreach (var item in value.Items)
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonKind.String:
                text.Append('"').Append(value.Text).Append('"');
                break;
            default:
                text.Append(value.Text);
                break;
        }
    }

    private static void WriteMembers(JsonValue value, StringBuilder text)
    {
        var members = new SortedDictionary<string, JsonValue>(StringComparer.Ordinal);
        foreach (var property in value.Properties)
        {
            members[property.Name] = property.Value;
        }

        text.Append('{');
        foreach (var (name, member) in members)
        {
            text.Append(name).Append(':');
            Write(member, text);
            text.Append(',');
        }

        text.Append('}');
    }
}
