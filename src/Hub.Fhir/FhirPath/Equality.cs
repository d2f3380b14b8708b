using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath;

/// <summary>Equals and equivalent, of items and of collections (https://hl7.org/fhirpath/N1/#equality).</summary>
internal static class Equality
{
    /// <summary>In order, item by item; null when one side is empty or an item leaves it open.</summary>
    public static bool? AreEqual(ValueList left, ValueList right, EvaluationContext context, int position)
    {
        if (left.Count == 0 || right.Count == 0)
        {
            return null;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        bool? all = true;
        for (var i = 0; i < left.Count; i++)
        {
            context.Spend(1, position);
            var one = AreEqual(left[i], right[i]);
            if (one == false)
            {
                return false;
            }

            all = one is null ? null : all;
        }

        return all;
    }

    /// <summary>In any order; two empty collections are equivalent.</summary>
    public static bool AreEquivalent(ValueList left, ValueList right, EvaluationContext context, int position)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        context.Spend(left.Count * Math.Min(left.Count, 1000), position);
        var taken = new bool[right.Count];
        for (var i = 0; i < left.Count; i++)
        {
            var found = 0;
            while (found < taken.Length && (taken[found] || !AreEquivalent(left[i], right[found])))
            {
                found++;
            }

            if (found == taken.Length)
            {
                return false;
            }

            taken[found] = true;
        }

        return true;
    }

    public static bool? AreEqual(in FhirPathValue left, in FhirPathValue right)
    {
        if (left.IsElement && right.IsElement && left.Element == right.Element)
        {
            return true;
        }

        if (IsText(left) && IsText(right))
        {
            return Utf8(left).SequenceEqual(Utf8(right));
        }

        return (left.System, right.System) switch
        {
            ({ } one, { } other) => AreEqual(one, other),
            (null, null) => JsonEquality.AreEqual(left.Element, right.Element),
            _ => false,
        };
    }

    public static bool AreEquivalent(in FhirPathValue left, in FhirPathValue right) => (left.System, right.System) switch
    {
        ({ } one, { } other) => AreEquivalent(one, other),
        (null, null) => JsonEquality.AreEquivalent(left.Element, right.Element),
        _ => false,
    };

    /// <summary>Whether the list holds an equal item.</summary>
    public static bool Holds(ValueList list, in FhirPathValue item, EvaluationContext context, int position)
    {
        context.Spend(list.Count, position);
        for (var i = 0; i < list.Count; i++)
        {
            if (AreEqual(list[i], item) == true)
            {
                return true;
            }
        }

        return false;
    }

    // Texts are compared as the bytes they are in the JSON: most comparisons are of codes, and need no strings.
    private static bool IsText(in FhirPathValue item) =>
        item.IsElement ? ElementValues.IsText(item.Element.Type) && item.Element.Value.Exists : item.Literal is SystemString;

    private static ReadOnlySpan<byte> Utf8(in FhirPathValue item) => item.IsElement ? item.Element.Value.Utf8 : ((SystemString)item.Literal!).Utf8;

    private static bool? AreEqual(SystemValue left, SystemValue right) => (left, right) switch
    {
        (SystemString one, SystemString other) => one.Value == other.Value,
        (SystemBoolean one, SystemBoolean other) => one.Value == other.Value,
        (SystemTemporal one, SystemTemporal other) => (one.Kind == TemporalKind.Time) == (other.Kind == TemporalKind.Time) ? one.CompareTo(other) is { } order ? order == 0 : null : false,
        (SystemQuantity one, SystemQuantity other) => AreEqual(one, other),
        (SystemReflection one, SystemReflection other) => one.Space == other.Space && one.Name == other.Name,
        _ when Numbers.Decimal(left) is { } one && Numbers.Decimal(right) is { } other => one == other,
        (SystemQuantity one, _) when Numbers.Quantity(right) is { } other => AreEqual(one, other),
        (_, SystemQuantity other) when Numbers.Quantity(left) is { } one => AreEqual(one, other),
        _ => false,
    };

    // Units of different dimensions are never equal; a calendar year and a definite one stay open.
    private static bool? AreEqual(SystemQuantity one, SystemQuantity other) =>
        one.CompareTo(other) is { } order ? order == 0 : one.IsComparableTo(other) ? null : false;

    private static bool AreEquivalent(SystemValue left, SystemValue right) => (left, right) switch
    {
        (SystemString one, SystemString other) => Texts.Normal(one.Value) == Texts.Normal(other.Value),
        (SystemTemporal one, SystemTemporal other) => (one.Kind == TemporalKind.Time) == (other.Kind == TemporalKind.Time) && one.IsEquivalentTo(other),
        (SystemQuantity one, SystemQuantity other) => one.IsEquivalentTo(other),
        _ when Numbers.Decimal(left) is { } one && Numbers.Decimal(right) is { } other => Decimals.AreEquivalent(one, other),
        (SystemQuantity one, _) when Numbers.Quantity(right) is { } other => one.IsEquivalentTo(other),
        (_, SystemQuantity other) when Numbers.Quantity(left) is { } one => one.IsEquivalentTo(other),
        _ => AreEqual(left, right) == true,
    };
}
