using System.Runtime.CompilerServices;
using Hub.Fhir.Care;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Validation;

namespace Hub.Api.Access;

/// <summary>
/// What the hub's profiles find in a resource. Whoever has one in hand finds out on their own thread, so that inside the one writer
/// the answer is there.
/// </summary>
internal static class ProfileFindings
{
    private static readonly ConditionalWeakTable<ValidResource, IReadOnlyList<Issue>> Found = [];

    public static IReadOnlyList<Issue> Of(ValidResource resource, NhsNumberRule nhsNumbers) => Found.GetValue(resource, key =>
    {
        var issues = new List<Issue>();
        CareProfiles.Check(key, issues, nhsNumbers);
        return issues;
    });
}
