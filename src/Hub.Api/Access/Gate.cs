using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Access;

/// <summary>The questions that need no database: what the token allows, and whether an emergency has its reason.</summary>
public static class Gate
{
    public static ProblemException? CheckScope(Caller caller, string type, ScopeActions action) =>
        caller.Scopes.Allows(type, action)
            ? null
            : new ProblemException(Problems.ScopeMissing, $"The access token lacks the scope system/{type}.{SmartScope.Text(action)}; it carries: {caller.Scopes}.");

    /// <summary>A condition on another type is a look at it: it needs the scope to search that type, too.</summary>
    public static ProblemException? CheckSearch(Caller caller, SearchQuery query) =>
        query.Filters.SelectMany(Types).Prepend(query.Type ?? "*").Select(type => CheckScope(caller, type, ScopeActions.Search)).FirstOrDefault(refusal => refusal is not null);

    private static IEnumerable<string> Types(SearchFilter filter) => filter switch
    {
        ChainFilter chain => chain.Targets.SelectMany(target => Types(target.Filter).Prepend(target.Type)),
        HasFilter has => Types(has.Filter).Prepend(has.Type),
        _ => [],
    };

    /// <summary>A token for emergencies opens nothing without a reason, whether or not there is anything to open.</summary>
    public static ProblemException? CheckReason(Caller caller) =>
        caller.IsEmergency && caller.Reason is null
            ? new ProblemException(Problems.ReasonRequired, $"The token says {caller.Purpose}: send the header {Callers.ReasonHeader} with the reason in words.")
            : null;

    /// <summary>
    /// Why this row may be seen. Where several things permit it, the referral goes before the person, whatever is of every day before the
    /// emergency, and what ends first before the rest. What was read for the caller says it itself.
    /// </summary>
    internal static string Basis(Caller caller, StoredResource row, WriteTransaction store)
    {
        if (row.Basis is { } known)
        {
            return known;
        }

        if (row.Author == caller.Agency || row.Category == ShareCategories.Directory)
        {
            return row.Author == caller.Agency ? Bases.Author : Bases.Directory;
        }

        return store.Grants(caller.Agency, row)
            .OrderBy(grant => grant.Basis == Bases.Emergency).ThenBy(grant => grant.Referral is null)
            .ThenBy(grant => grant.Until).ThenBy(grant => grant.From).ThenBy(grant => grant.Basis, StringComparer.Ordinal)
            .FirstOrDefault()?.Basis ?? Bases.Author;
    }

    /// <summary>What the caller wrote it may change, and its own Organization.</summary>
    public static bool IsOwn(Caller caller, StoredResource row) =>
        row.Author == caller.Agency || (row.Type == "Organization" && row.Id == caller.Agency);
}

/// <summary>On what a permit rests: the word that stands in grants and in the audit.</summary>
public static class Bases
{
    public const string Author = "author";
    public const string Directory = "directory";
    public const string Addressee = "addressee";
    public const string Placer = "placer";
    public const string Team = "team";
    public const string Episode = "episode";
    public const string Emergency = "emergency";

    /// <summary>The hub tells an agency of an emergency.</summary>
    public const string Notice = "notice";

    /// <summary>Grant category of the agencies that may read who looked at a person's records: author, team, holder of an episode.</summary>
    public const string AuditCategory = "audit";
}
