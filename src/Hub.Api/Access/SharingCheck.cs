using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>Asks the sharing decisions of one person, those of the same transaction included.</summary>
internal sealed class SharingCheck(WriteTransaction store)
{
    private readonly Dictionary<string, IReadOnlyList<SharingDecision>> known = new(StringComparer.Ordinal);

    /// <summary>Read once: what a change means is settled when all records are written.</summary>
    public IReadOnlyList<SharingDecision> Decisions(string person) => known.TryGetValue(person, out var decisions)
        ? decisions
        : known[person] = [.. store.About(person, "Consent").Select(row => new SharingDecision(Stored.Root(row), row.Id, row.Author))];

    /// <summary>Nothing is sent to an agency that no sharing decision in force names for it: the refusal says what is missing.</summary>
    public void Require(string? person, string agency, IReadOnlyList<string> categories, string expression)
    {
        var missing = person is null ? categories : ConsentRules.Missing(Decisions(person), agency, categories, store.Now);
        if (missing.Count > 0)
        {
            throw new ProblemException(
                Problems.ConsentRequired,
                $"No sharing decision in force lets Organization/{agency} see {string.Join(" and ", missing)} of this young person. "
                    + $"Record a Consent (scope patient-privacy, active) whose permit names Organization/{agency} and the share categories {string.Join(", ", missing)}; it may stand in the same transaction.",
                expression);
        }
    }
}
