using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search;

/// <summary>[source]:[parameter](:[target]), [source]:* or * (https://hl7.org/fhir/R4/search.html#include).</summary>
internal static class IncludeReader
{
    public static Include? Read(string value, bool iterate, out string? why)
    {
        why = null;
        var parts = value.Split(':');
        if (value == "*" || (parts.Length == 2 && parts[1] == "*" && IsType(parts[0])))
        {
            return new Include(parts[0], "*", null, iterate);
        }

        if (parts.Length is not (2 or 3) || SearchParameters.Find(parts[0], parts[1]) is not { Type: SearchParameterType.Reference } parameter)
        {
            why = "write [type]:[reference parameter of that type], and if you like :[target type]";
            return null;
        }

        if (parts.Length == 3 && !parameter.Targets.Contains(parts[2]))
        {
            why = $"{parts[1]} does not refer to {parts[2]}";
            return null;
        }

        return new Include(parts[0], parts[1], parts.Length == 3 ? parts[2] : null, iterate);
    }

    private static bool IsType(string name) => DefinitionSet.R4.ResourceTypes.Contains(name);
}
