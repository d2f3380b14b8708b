using System.Text;
using Hub.Fhir.Json;

namespace Hub.Fhir.Tests.Json;

/// <summary>A JSON text with its members in order of their names and its strings without needless escapes, for comparing.</summary>
internal static class Canonical
{
    public static string Of(ReadOnlyMemory<byte> json) => Of(JsonText.Of(json).Root);

    public static string Of(JsonValue value)
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
            members.Add(property.Name, property.Value);
        }

        text.Append("{\n");
        foreach (var (name, member) in members)
        {
            text.Append(name).Append(':');
            Write(member, text);
            text.Append('\n');
        }

        text.Append('}');
    }
}
