namespace Hub.Fhir.Json;

/// <summary>What a place of a JSON text holds; None when there is no such place.</summary>
public enum JsonKind : byte
{
    None,
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,
    PropertyName,
}
