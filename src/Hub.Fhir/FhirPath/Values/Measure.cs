namespace Hub.Fhir.FhirPath.Values;

/// <summary>A quantity in base units: value times factor, and the powers of the base units as text.</summary>
internal sealed record Measure(decimal Value, decimal Factor, string Dimension)
{
    /// <summary>
    /// Null when the unit is not understood. A calendar year or month is of no definite length: unless <paramref name="definite"/>
    /// it has a dimension of its own, so that 1 year = 1 'a' stays open (https://hl7.org/fhirpath/N1/#time-valued-quantities).
    /// </summary>
    public static Measure? Of(SystemQuantity quantity, bool definite)
    {
        try
        {
            return CalendarUnits.OfWord(quantity.Unit) switch
            {
                CalendarUnit.Year when !definite => new(quantity.Value * 12, 12, "month"),
                CalendarUnit.Month when !definite => new(quantity.Value, 1, "month"),
                { } unit => OfCode(quantity.Value, unit.Code()),
                null => OfCode(quantity.Value, quantity.Unit),
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static Measure? OfCode(decimal value, string code) =>
        Ucum.Read(code) is { } unit ? new(value * unit.Factor, unit.Factor, unit.Dimension()) : null;
}
