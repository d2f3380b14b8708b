using System.Text.Json;

namespace Hub.Definitions;

/// <summary>The official search parameters: code, url, type, base, expression, targets, components.</summary>
internal static class SearchReduction
{
    public static void Write(PackageArchive archive, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var entry in archive.Named("Bundle-searchParams.json").GetProperty("entry").EnumerateArray())
        {
            WriteOne(entry.GetProperty("resource"), json);
        }

        json.WriteEndArray();
    }

    private static void WriteOne(JsonElement parameter, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("code", parameter.Text("code"));
        json.WriteString("url", parameter.Text("url"));
        json.WriteString("type", parameter.Text("type"));
        json.WritePropertyName("base");
        Reduction.WriteStrings(json, parameter.List("base").Select(type => type.GetString()!));
        if (parameter.Text("expression") is { } expression)
        {
            json.WriteString("expression", expression);
        }

        if (parameter.List("target").Any())
        {
            json.WritePropertyName("targets");
            Reduction.WriteStrings(json, parameter.List("target").Select(type => type.GetString()!));
        }

        WriteComponents(parameter, json);
        json.WriteEndObject();
    }

    private static void WriteComponents(JsonElement parameter, Utf8JsonWriter json)
    {
        if (!parameter.List("component").Any())
        {
            return;
        }

        json.WriteStartArray("components");
        foreach (var component in parameter.List("component"))
        {
            json.WriteStartObject();
            json.WriteString("definition", component.Text("definition"));
            json.WriteString("expression", component.Text("expression"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
