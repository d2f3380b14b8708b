namespace Hub.Fhir.Definitions;

/// <summary>The primitive types (http://hl7.org/fhir/R4/datatypes.html#primitive); None for all that is no primitive.</summary>
public enum PrimitiveFormat : byte
{
    None,
    Base64Binary,
    Boolean,
    Canonical,
    Code,
    Date,
    DateTime,
    Decimal,
    Id,
    Instant,
    Integer,
    Markdown,
    Oid,
    PositiveInt,
    String,
    Time,
    UnsignedInt,
    Uri,
    Url,
    Uuid,
    Xhtml,
}
