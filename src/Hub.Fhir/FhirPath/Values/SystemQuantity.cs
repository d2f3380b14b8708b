using System.Globalization;

namespace Hub.Fhir.FhirPath.Values;

/// <summary>A number with a unit: a UCUM code, or a calendar word such as week (https://hl7.org/fhirpath/N1/#quantity).</summary>
public sealed class SystemQuantity(decimal value, string unit, bool isWord = false) : SystemValue
{
    public decimal Value { get; } = value;

    public string Unit { get; } = unit;

    /// <summary>Written as a word, not as a quoted code.</summary>
    public bool IsWord { get; } = isWord;

    public override string TypeName => "Quantity";

    /// <summary>Less, equal or greater; null when the units cannot be compared.</summary>
    public int? CompareTo(SystemQuantity other)
    {
        if (Unit == other.Unit)
        {
            return Value.CompareTo(other.Value);
        }

        var (mine, theirs) = (Measure.Of(this, definite: false), Measure.Of(other, definite: false));
        return mine is not null && theirs is not null && mine.Dimension == theirs.Dimension ? mine.Value.CompareTo(theirs.Value) : null;
    }

    /// <summary>Whether the two are of one dimension, so that they can be compared.</summary>
    public bool IsComparableTo(SystemQuantity other) =>
        Unit == other.Unit || (Measure.Of(this, true) is { } mine && Measure.Of(other, true) is { } theirs && mine.Dimension == theirs.Dimension);

    /// <summary>Equal to the digits of the less exact one; a calendar year is equivalent to 1 'a'.</summary>
    public bool IsEquivalentTo(SystemQuantity other)
    {
        if (Unit == other.Unit)
        {
            return Decimals.AreEquivalent(Value, other.Value);
        }

        if (Measure.Of(this, true) is not { } mine || Measure.Of(other, true) is not { } theirs || mine.Dimension != theirs.Dimension)
        {
            return false;
        }

        var step = Math.Max(Decimals.LastPlace(Value) * mine.Factor, Decimals.LastPlace(other.Value) * theirs.Factor);
        return step == 0 ? mine.Value == theirs.Value : Math.Round(mine.Value / step) == Math.Round(theirs.Value / step);
    }

    public override string ToString() =>
        Value.ToString(CultureInfo.InvariantCulture) + " " + (IsWord ? Unit : Parsing.Escapes.Quote(Unit, '\''));
}
