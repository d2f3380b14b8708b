using System.Text.RegularExpressions;
using Hub.Fhir.Definitions;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>Whether an element is of a slice that is asked for by name, for slice() of FHIRPath.</summary>
internal static partial class SliceMatch
{
    /// <summary>Ways to the slice: of one that is sliced again the outer slice comes first, and the item must be of both.</summary>
    public static bool Is(FhirElement element, IReadOnlyList<IReadOnlyList<(ProfileElement Slice, Slicing Slicing)>> ways, ProfileCheck check)
    {
        var match = new DiscriminatorMatch(check);
        return ways.Any(way => StandsAt(element, way[^1].Slice) && way.All(step => match.Is(element, step.Slice, step.Slicing)));
    }

    /// <summary>By the path from the resource; of a profile of a data type only the end of it is known.</summary>
    private static bool StandsAt(FhirElement element, ProfileElement slice)
    {
        var type = slice.Path[..slice.Path.IndexOf('.', StringComparison.Ordinal)];
        var below = slice.Path[type.Length..].Replace("[x]", "", StringComparison.Ordinal);
        var way = Marks().Replace(element.Expression[element.Resource.Expression.Length..], "");
        return DefinitionSet.R4.Type(type) is { Kind: TypeKind.Resource } ? element.Resource.Type.Is(type) && way == below : way.EndsWith(below, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\[\d+\]|\.ofType\(\w+\)")]
    private static partial Regex Marks();
}
