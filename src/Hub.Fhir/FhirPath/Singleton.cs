using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Json;

namespace Hub.Fhir.FhirPath;

/// <summary>Singleton evaluation of collections (https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections).</summary>
internal static class Singleton
{
    /// <summary>Null when empty; true for one item that is no Boolean.</summary>
    public static bool? Truth(ValueList values, int position)
    {
        if (values.Count == 0)
        {
            return null;
        }

        ref readonly var only = ref Only(values, position);
        if (only.IsElement)
        {
            return only.Element.Value.Kind != JsonKind.False;
        }

        return only.Literal is not SystemBoolean boolean || boolean.Value;
    }

    /// <summary>The one item; fails on more.</summary>
    public static ref readonly FhirPathValue Only(ValueList values, int position)
    {
        if (values.Count > 1)
        {
            throw new FhirPathException(FhirPathStage.Execution, $"One item is expected here, there are {values.Count}", position);
        }

        return ref values[0];
    }

    /// <summary>The System value of the one item, null when empty; fails on more, and on an element that has none.</summary>
    public static SystemValue? Value(ValueList values, int position)
    {
        if (values.Count == 0)
        {
            return null;
        }

        ref readonly var only = ref Only(values, position);
        return only.System ?? (only.Element.Type.IsPrimitive
            ? null
            : throw new FhirPathException(FhirPathStage.Execution, $"A {only.Element.Type.Name} cannot be used as a single value", position));
    }

    public static string? Text(ValueList values, int position) => Value(values, position) switch
    {
        null => null,
        SystemString text => text.Value,
        var other => throw Wrong("String", other, position),
    };

    public static int? Integer(ValueList values, int position) => Value(values, position) switch
    {
        null => null,
        SystemInteger integer => integer.Value,
        SystemLong { Value: >= int.MinValue and <= int.MaxValue } wide => (int)wide.Value,
        var other => throw Wrong("Integer", other, position),
    };

    public static FhirPathException Wrong(string expected, SystemValue found, int position) =>
        new(FhirPathStage.Execution, $"A {expected} is expected here, not a {found.TypeName}", position);
}
