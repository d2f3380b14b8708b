namespace Hub.Fhir.Tests.Search;

/// <summary>Rows of the third-party search cases whose published expectation is not what R4 says, with what R4 says and why.</summary>
internal static class SearchCaseDifferences
{
    private const string Containment = "eq: the search range contains the target's range (https://hl7.org/fhir/R4/search.html#prefix); published is overlap";

    private static readonly Dictionary<string, (string[] Expected, string Reason)> Rows = new(StringComparer.Ordinal)
    {
        ["date=1980-01"] = ([], Containment),
        ["date=1980-05"] = (["2", "3", "4", "5", "7"], Containment),
        ["date=1980-05-10"] = ([], Containment),
        ["date=1980-05-11"] = (["3", "4", "5"], Containment),
        ["date=1980-05-11T16:32:15"] = (["4", "5"], Containment),
        ["date=1980-05-11T16:32:15.500"] = (["5"], Containment),
        ["date=1980-05-11T16:32:15.5000000"] = (["5"], Containment),
        ["date=1980-05-11T16:32:15.5000001"] = ([], Containment),
        ["date=1980-05-11T16:32:30"] = ([], Containment),
        ["date=1980-05-16T16:32:15.500"] = ([], Containment),
        ["date=ge1979-12-31T23:59:59.9999999"] = (
            ["1", "2", "3", "4", "5", "6", "7"],
            "ge: the range above the search value overlaps the target, or the search value contains it; the day before ends with that instant and is neither"),
        ["relationship=DocumentReference/example-appends,DocumentReference/example-replaces$replaces"] = (
            ["refused: invalid-parameter"],
            "the first alternative names one of the two components; composite values name each"),
    };

    public static int Count => Rows.Count;

    public static string[]? Of(string query) => Rows.TryGetValue(query, out var row) ? row.Expected : null;
}
