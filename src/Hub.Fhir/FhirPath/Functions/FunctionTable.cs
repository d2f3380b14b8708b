using System.Collections.Frozen;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>All functions of the language, section by section of the specification.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, Function> All = new[]
    {
        Existence.Table,
        Filtering.Table,
        Subsetting.Table,
        Combining.Table,
        Conversion.Table,
        Strings.Table,
        StringEncoding.Table,
        Mathematics.Table,
        Aggregates.Table,
        Tree.Table,
        Utilities.Table,
        DateTimes.Table,
        Boundaries.Table,
        Types.Table,
        FhirFunctions.Table,
        Conformance.Table,
        Codes.Table,
        References.Table,
    }.SelectMany(table => table).ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;

    public static Function? Find(string name) => All.GetValueOrDefault(name);
}
