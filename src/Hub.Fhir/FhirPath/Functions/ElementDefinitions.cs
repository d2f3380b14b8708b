using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Types;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>What R4 says of an element, as an ElementDefinition (http://hl7.org/fhir/R4/elementdefinition.html): the part that the hub holds, without its texts.</summary>
internal static class ElementDefinitions
{
    private static readonly ConcurrentDictionary<string, FhirElement> ByPath = new(StringComparer.Ordinal);

    public static FhirElement Of(FhirElement element) => element.Member is { } member && !element.IsResource
        ? ByPath.GetOrAdd(member.Path, (path, about) => Written(json => Write(json, path, about.Element)), member)
        : ByPath.GetOrAdd(element.Type.Name, path => Written(json => WriteHead(json, path, 0, int.MaxValue)));

    private static FhirElement Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return FhirElement.Of(JsonText.Of(buffer.WrittenMemory).Root, DefinitionSet.R4.Type("ElementDefinition")!);
    }

    private static void WriteHead(Utf8JsonWriter json, string path, int min, int max)
    {
        json.WriteString("id", path);
        json.WriteString("path", path);
        json.WriteNumber("min", min);
        json.WriteString("max", max == int.MaxValue ? "*" : max.ToString(CultureInfo.InvariantCulture));
    }

    private static void Write(Utf8JsonWriter json, string path, ElementDefinition element)
    {
        WriteHead(json, path, element.Min, element.Max);
        json.WriteStartArray("type");
        foreach (var type in element.Types)
        {
            WriteType(json, type, element);
        }

        json.WriteEndArray();
        if (element.Invariants.Count > 0)
        {
            json.WriteStartArray("constraint");
            foreach (var invariant in element.Invariants)
            {
                WriteConstraint(json, invariant);
            }

            json.WriteEndArray();
        }

        json.WriteBoolean("isModifier", element.IsModifier);
        json.WriteBoolean("isSummary", element.IsSummary);
        if (element.Binding is { } binding)
        {
            json.WriteStartObject("binding");
            json.WriteString("strength", binding.Strength.ToString().ToLowerInvariant());
            json.WriteString("valueSet", binding.ValueSet);
            json.WriteEndObject();
        }
    }

    private static void WriteType(Utf8JsonWriter json, TypeDefinition type, ElementDefinition element)
    {
        json.WriteStartObject();
        json.WriteString("code", type.Kind == TypeKind.Backbone ? type.BaseType!.Name : type.Name);
        if (type.Name is "Reference" or "canonical" && element.TargetTypes.Count > 0)
        {
            json.WriteStartArray("targetProfile");
            foreach (var target in element.TargetTypes)
            {
                json.WriteStringValue(R4Profiles.Base + target);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteConstraint(Utf8JsonWriter json, Invariant invariant)
    {
        json.WriteStartObject();
        json.WriteString("key", invariant.Key);
        json.WriteString("severity", invariant.Severity);
        json.WriteString("human", invariant.Human);
        json.WriteString("expression", invariant.Expression);
        json.WriteEndObject();
    }
}
