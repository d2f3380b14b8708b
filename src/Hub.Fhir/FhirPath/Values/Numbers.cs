namespace Hub.Fhir.FhirPath.Values;

/// <summary>The implicit conversions of numbers: Integer to Long to Decimal to Quantity (https://hl7.org/fhirpath/N1/#conversion).</summary>
internal static class Numbers
{
    public static decimal? Decimal(SystemValue? value) => value switch
    {
        SystemInteger integer => integer.Value,
        SystemLong wide => wide.Value,
        SystemDecimal number => number.Value,
        _ => null,
    };

    public static SystemQuantity? Quantity(SystemValue? value) => value as SystemQuantity ?? (Decimal(value) is { } number ? new SystemQuantity(number, "1") : null);
}
