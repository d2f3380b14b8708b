using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath;

/// <summary>Drops items that are equal to one before them.</summary>
internal static class Distinct
{
    public static void Add(ValueList items, ValueList output, EvaluationContext context, int position)
    {
        var start = output.Count;
        var texts = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            // Texts are equal to texts only, so that a set finds them: Bundles have thousands of fullUrls.
            if (items[i].System is SystemString text)
            {
                context.Spend(1, position);
                if (texts.Add(text.Value))
                {
                    output.Add(items[i]);
                }
            }
            else if (!HoldsFrom(output, start, items[i], context, position))
            {
                output.Add(items[i]);
            }
        }
    }

    private static bool HoldsFrom(ValueList output, int start, in FhirPathValue item, EvaluationContext context, int position)
    {
        context.Spend(1 + output.Count - start, position);
        for (var i = start; i < output.Count; i++)
        {
            if (Equality.AreEqual(output[i], item) == true)
            {
                return true;
            }
        }

        return false;
    }
}
