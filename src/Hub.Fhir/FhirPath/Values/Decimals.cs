namespace Hub.Fhir.FhirPath.Values;

/// <summary>What FHIRPath asks of decimal numbers beyond arithmetic.</summary>
internal static class Decimals
{
    /// <summary>Equal after rounding to the digits of the less exact one; zeros at the end do not count.</summary>
    public static bool AreEquivalent(decimal left, decimal right)
    {
        var places = Math.Min(Trimmed(left).Scale, Trimmed(right).Scale);
        return Math.Round(left, places, MidpointRounding.AwayFromZero) == Math.Round(right, places, MidpointRounding.AwayFromZero);
    }

    /// <summary>The value of the last digit: 0.01 for 1.25.</summary>
    public static decimal LastPlace(decimal value) => new(1, 0, 0, false, Trimmed(value).Scale);

    /// <summary>Without zeros at the end.</summary>
    public static decimal Trimmed(decimal value) => value / 1.0000000000000000000000000000m;

    /// <summary>With that many digits after the point, cut or filled up with zeros.</summary>
    public static decimal WithScale(decimal value, int scale)
    {
        var cut = value.Scale > scale ? Math.Round(value, scale, MidpointRounding.ToZero) : value;
        return cut.Scale < scale ? cut + new decimal(0, 0, 0, false, (byte)scale) : cut;
    }
}
