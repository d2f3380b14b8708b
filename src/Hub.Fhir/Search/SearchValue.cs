namespace Hub.Fhir.Search;

/// <summary>What one search parameter finds in one resource: one row of an index (https://hl7.org/fhir/R4/search.html).</summary>
public abstract record SearchValue(string Parameter);

/// <summary>
/// A code, identifier, flag or string to be matched whole. <paramref name="System"/> is null where none is given.
/// Identifiers that carry a type give a second value of the parameter "[name]:of-type": system of the type, and "[code]|[value]".
/// </summary>
public sealed record TokenValue(string Parameter, string? System, string? Code, string? Text) : SearchValue(Parameter)
{
    /// <summary>The text as :text compares it.</summary>
    public string? Normal => Text is null ? null : SearchText.Normal(Text);
}

/// <summary>A text as written, and as compared: lower case, without diacritics, white space folded.</summary>
public sealed record StringValue(string Parameter, string Text, string Normal) : SearchValue(Parameter);

/// <summary>
/// A reference. Relative: <paramref name="Type"/> and <paramref name="Id"/>. Absolute: <paramref name="Url"/> as well.
/// urn and canonical: <paramref name="Url"/> alone, a canonical's version apart. Logical: the identifier's system and value.
/// </summary>
public sealed record ReferenceValue(
    string Parameter,
    string? Type,
    string? Id,
    string? Version,
    string? Url,
    string? IdentifierSystem,
    string? IdentifierValue) : SearchValue(Parameter);

/// <summary>A stretch of time: from <paramref name="Low"/> up to but not including <paramref name="High"/>; an open end is the least or greatest date.</summary>
public sealed record DateValue(string Parameter, DateTimeOffset Low, DateTimeOffset High) : SearchValue(Parameter);

/// <summary>A number as a closed interval: both ends are equal unless it is a Range.</summary>
public sealed record NumberValue(string Parameter, decimal Low, decimal High) : SearchValue(Parameter)
{
    /// <summary>The open end below; every index can hold it.</summary>
    public const decimal Least = -9_999_999_999_999_999_999m;

    /// <summary>The open end above.</summary>
    public const decimal Greatest = 9_999_999_999_999_999_999m;
}

/// <summary>An amount with its unit; a closed interval as <see cref="NumberValue"/>.</summary>
public sealed record QuantityValue(string Parameter, string? System, string? Code, string? Unit, decimal Low, decimal High) : SearchValue(Parameter);

/// <summary>A URI, compared letter by letter.</summary>
public sealed record UriValue(string Parameter, string Uri) : SearchValue(Parameter);

/// <summary>The values of one element that belong together; each part carries the code of its component's parameter.</summary>
public sealed record CompositeValue(string Parameter, IReadOnlyList<SearchValue> Parts) : SearchValue(Parameter)
{
    public bool Equals(CompositeValue? other) => other is not null && Parameter == other.Parameter && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(Parameter.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}
