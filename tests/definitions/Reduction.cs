using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hub.Definitions;

/// <summary>Reduces the official R4 definitions to the one file that Hub.Fhir embeds.</summary>
public static class Reduction
{
    /// <summary>
    /// Lines of JSON: the first says which types there are and what is needed in any case; then one for each type, in the same
    /// order; then the codes of required bindings; then the search parameters.
    /// </summary>
    public static byte[] Reduce(PackageArchive archive)
    {
        var types = new TypeReduction(archive);
        var bodies = types.Bodies();
        var head = Line(json =>
        {
            json.WriteStartObject();
            json.WriteString("source", PackageArchive.Package);
            json.WriteString("sha512", PackageArchive.Sha512);
            types.WriteHeads(json);
            types.WriteInvariants(json);
            WriteCompartments(archive, json);
            json.WriteEndObject();
        });
        var codes = Line(json => CodeReduction.Write(archive, types.BoundValueSets, json));
        var parameters = Line(json => SearchReduction.Write(archive, json));
        return [.. head, .. bodies.SelectMany(body => body), .. codes, .. parameters];
    }

    internal static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void WriteCompartments(PackageArchive archive, Utf8JsonWriter json)
    {
        json.WriteStartObject("compartments");
        foreach (var name in new[] { "patient", "encounter", "relatedPerson", "practitioner", "device" })
        {
            var definition = archive.Named($"CompartmentDefinition-{name}.json");
            json.WriteStartObject(definition.GetProperty("code").GetString()!);
            foreach (var resource in definition.GetProperty("resource").EnumerateArray())
            {
                if (resource.TryGetProperty("param", out var parameters))
                {
                    json.WritePropertyName(resource.GetProperty("code").GetString()!);
                    WriteStrings(json, parameters.EnumerateArray().Select(parameter => parameter.GetString()!));
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    internal static void WriteStrings(Utf8JsonWriter json, IEnumerable<string> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    internal static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    internal static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.EnumerateArray() : [];

    internal static string LastSegment(string url) => url[(url.LastIndexOf('/') + 1)..];
}
