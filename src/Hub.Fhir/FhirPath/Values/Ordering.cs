namespace Hub.Fhir.FhirPath.Values;

/// <summary>Which of two values is less (https://hl7.org/fhirpath/N1/#comparison).</summary>
internal static class Ordering
{
    /// <summary>Null when precision or units leave it open; fails when the types have no order between them.</summary>
    public static int? Compare(SystemValue left, SystemValue right, int position)
    {
        switch (left, right)
        {
            case (SystemString one, SystemString other):
                return string.CompareOrdinal(one.Value, other.Value);
            case (SystemTemporal one, SystemTemporal other) when (one.Kind == TemporalKind.Time) == (other.Kind == TemporalKind.Time):
                return one.CompareTo(other);
            case (SystemQuantity one, SystemQuantity other):
                return one.CompareTo(other);
        }

        if (Numbers.Decimal(left) is { } mine && Numbers.Decimal(right) is { } theirs)
        {
            return mine.CompareTo(theirs);
        }

        if (left is SystemQuantity or SystemInteger or SystemDecimal or SystemLong && right is SystemQuantity or SystemInteger or SystemDecimal or SystemLong)
        {
            return Numbers.Quantity(left)!.CompareTo(Numbers.Quantity(right)!);
        }

        throw new FhirPathException(FhirPathStage.Execution, $"A {left.TypeName} and a {right.TypeName} have no order", position);
    }
}
