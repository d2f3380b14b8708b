using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search;

/// <summary>The modifiers that parameters of a type take, as they are written (https://hl7.org/fhir/R4/search.html#modifiers); for references a type does as well.</summary>
public static class SearchModifiers
{
    /// <summary>Every modifier that is no type.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["missing", "exact", "contains", "not", "text", "in", "not-in", "below", "above", "of-type", "identifier"];

    public static IReadOnlyList<string> Of(SearchParameterType type) => [.. All.Where(name => IsTaken(Modifiers.Read(name)!.Value, type))];

    // The hub holds no hierarchies of codes (FilterReader).
    private static bool IsTaken(Modifier modifier, SearchParameterType type)
        => Modifiers.Fits(modifier, type) && !(type == SearchParameterType.Token && modifier is Modifier.Below or Modifier.Above);
}
