using Hub.Fhir.Tests.FhirPath;
using Hub.Fhir.Tests.Search;

namespace Hub.Fhir.Tests.Conformance;

/// <summary>One case of a third-party suite; Miss says what came instead, null when it passed.</summary>
public sealed record SuiteCase(string Name, string? Miss);

/// <summary>A third-party suite: told by the tests as pass or fail, by the bench as a line with numbers.</summary>
public sealed record Suite(string Name, Func<IEnumerable<SuiteCase>> Run);

/// <summary>All suites that run on Hub.Fhir alone. A new one is a new file and one line here.</summary>
public static class Suites
{
    public static IReadOnlyList<Suite> All { get; } =
    [
        new("fhirpath", () => OfficialSuite.Run().Select(test => new SuiteCase(test.Name, test.Miss))),
        new("must-accept", ValidatorCases.MustAccept),
        new("must-refuse", ValidatorCases.MustRefuse),
        new("profiles", ProfileCases.All),
        new("examples", ExampleFiles.Valid),
        new("xml-roundtrip", ExampleFiles.XmlRoundTrip),
        new("json-patch", PatchCases.JsonPatches),
        new("fhirpath-patch", PatchCases.FhirPathPatches),
        new("search", () => SearchCasesTests.Run().Select(test => new SuiteCase(test.Query, test.Miss))),
    ];
}
