using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath;

/// <summary>Drops items that are equal to one before them.</summary>
internal static class Distinct
{
    // Below this, comparing each with each is quicker than hashing.
    private const int Few = 8;

    public static void Add(ValueList items, ValueList output, EvaluationContext context, int position)
    {
        if (items.Count > Few && AreTexts(items))
        {
            AddTexts(items, output, context, position);
            return;
        }

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

    private static bool AreTexts(ValueList items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].IsElement ? !ElementValues.IsText(items[i].Element.Type) || !items[i].Element.Value.Exists : items[i].Literal is not SystemString)
            {
                return false;
            }
        }

        return true;
    }

    private static void AddTexts(ValueList items, ValueList output, EvaluationContext context, int position)
    {
        context.Spend(items.Count, position);
        var seen = new HashSet<string>(items.Count, StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (seen.Add(items[i].IsElement ? items[i].Element.Value.Text : ((SystemString)items[i].Literal!).Value))
            {
                output.Add(items[i]);
            }
        }
    }
}
