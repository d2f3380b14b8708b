using Hub.Fhir.Definitions;
using Hub.Fhir.Search;

namespace Hub.Api.Store;

/// <summary>
/// What a version of the hub may come to find resources by: hot pairs, and search parameters of its own. R4's never change. That all
/// resources of a type are indexed by one is kept beside the numbers of the parameters, written when the last of them is.
/// </summary>
internal static class Reindexing
{
    private const string Indexed = ":indexed";

    public static IReadOnlyList<string> Types => HubTypes.Stored;

    /// <summary>The types of which the database does not know that all is indexed.</summary>
    public static IReadOnlyList<string> Lacking(Session session)
    {
        var known = session.All("SELECT type, code FROM parameter", row => (Type: row.GetString(0), Code: row.GetString(1))).ToHashSet();
        return [.. Types.Where(type => Marks(type).Any(mark => !known.Contains((type, mark))))];
    }

    /// <summary>The names under which it is kept that all of the type is indexed.</summary>
    public static IEnumerable<string> Marks(string type) =>
        HotPairs.Of(type).Select(pair => pair.Code).Concat(SearchParameters.Own(type).Select(parameter => parameter.Code)).Select(code => code + Indexed);
}
