namespace Hub.Fhir.Json;

/// <summary>One row of the flat table: a value or a property name. Containers are followed by their content.</summary>
internal struct JsonEntry
{
    /// <summary>First byte; of a string or name the first after the quote.</summary>
    public int Start;

    /// <summary>Bytes; of a string or name without its quotes.</summary>
    public int Length;

    /// <summary>Rows of this value with all it contains; of a property name the hash of the name.</summary>
    public int Rows;

    /// <summary>Kind in the low four bits, then whether a string has escapes, then the number of members or items.</summary>
    public int Traits;

    public const int Escaped = 16;

    public readonly JsonKind Kind => (JsonKind)(Traits & 15);

    public readonly bool IsEscaped => (Traits & Escaped) != 0;

    public readonly int Count => Traits >> 5;
}
