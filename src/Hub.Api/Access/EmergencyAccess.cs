using Hub.Api.Audit;
using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Search;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Api.Access;

/// <summary>
/// Breaking the glass: with an emergency purpose and a reason one person's records open to the agency for eight hours, the named
/// worker's agency gets a Flag that says so, and the opening stands in the audit.
/// </summary>
internal sealed class EmergencyAccess(ResourceStore store, Caller caller, Ids ids)
{
    /// <summary>A read of what is there and not open otherwise opens the person it is about; false when that changes nothing.</summary>
    public Task<bool> OpenFor(ResourceKey key, CancellationToken cancellationToken) => store.Write(
        open => open.Find(key) is { Deleted: false, Patient: { } person } row && ShareCategories.Emergency.Contains(row.Category) && Open(open, person) is not null,
        cancellationToken);

    /// <summary>Until when the person's records are open; null when the hub holds no such person.</summary>
    public Task<DateTimeOffset?> Open(string person, CancellationToken cancellationToken) =>
        store.Write(open => Open(open, person), cancellationToken);

    /// <summary>The one person a search is about: named by reference or id, or the only match of an identifier, or of name and birth date.</summary>
    public async Task<string?> PersonOf(SearchQuery query, CancellationToken cancellationToken)
    {
        if (query.Filters.Select(Named).FirstOrDefault(person => person is not null) is { } named)
        {
            return named;
        }

        if (query.Type != "Patient" || !Identifies(query))
        {
            return null;
        }

        var everybody = new AccessScope(HubAgency.Name, DateTimeOffset.MinValue, All: true);
        var found = await store.Search(FirstTwo(query), everybody, cancellationToken);
        return found.Matches.Count == 1 ? found.Matches[0].Id : null;
    }

    private static string? Named(SearchFilter filter) => filter switch
    {
        CompartmentFilter compartment => compartment.Patient,
        ReferenceFilter { Negated: false, Values: [{ Type: "Patient" or null, Id: { } id, Url: null }] } reference
            when reference.Parameter is "patient" or "subject" or "for" => id,
        _ => null,
    };

    /// <summary>The same criteria, without paging: one match or more is all that matters.</summary>
    private static SearchQuery FirstTwo(SearchQuery query)
    {
        var criteria = QueryHelpers.ParseQuery(query.Canonical())
            .Where(one => one.Key == "_id" || !one.Key.StartsWith('_'))
            .SelectMany(one => one.Value.Select(value => new KeyValuePair<string, string>(one.Key, value ?? "")));
        return SearchQuery.Parse(query.Type, [.. criteria, new("_count", "2")], lenient: true, []);
    }

    private static bool Identifies(SearchQuery query)
    {
        var given = query.Filters.Where(filter => !filter.Negated).Select(filter => filter.Parameter).ToHashSet();
        return given.Contains("_id") || given.Contains("identifier")
            || (given.Contains("birthdate") && given.Overlaps(["name", "family", "given"]));
    }

    private DateTimeOffset? Open(WriteTransaction open, string person)
    {
        if (open.Find(new ResourceKey("Patient", person)) is not { Deleted: false })
        {
            return null;
        }

        var running = open.Grants(caller.Agency, person, ShareCategories.SafetyPlan).FirstOrDefault(grant => grant.Basis == Bases.Emergency);
        return running?.Until ?? Break(open, person);
    }

    private DateTimeOffset Break(WriteTransaction open, string person)
    {
        var until = open.Now + AccessSettings.EmergencyLife;
        var id = ids.Next();
        var flag = HubResources.EmergencyFlag(person, caller, open.Now, until);
        var thread = Threads.OfOne("Flag", id);
        var row = open.Put(flag, new WriteStamp(id, HubAgency.Name, ShareCategories.Of(flag), person, thread, "POST", caller.RequestId, caller.CorrelationId));
        open.ReplaceGrants(row.Address.ToString(), [.. Opened(person, row, until), .. Told(open, person, row)], row.PersonKey);
        open.Audit(new AuditTrail(caller).Permitted(new Look("E", "emergency-access", "Patient", person) { Patient = person }, Bases.Emergency));
        open.Emit(new OutboxEvent("emergency-access", row.Address, row.Version, person, null, caller.Agency, null, caller.RequestId, caller.CorrelationId));
        return until;
    }

    private IEnumerable<Grant> Opened(string person, StoredResource flag, DateTimeOffset until) => ShareCategories.Emergency.Select(category =>
        new Grant(caller.Agency, person, category, null, Bases.Emergency, flag.LastUpdated, until, flag.Address.ToString()));

    /// <summary>The agencies that watch over the person's records: who wrote the Patient, who holds an episode, who has taken on a referral.</summary>
    private static IEnumerable<Grant> Told(WriteTransaction open, string person, StoredResource flag) => open.GrantsAbout(person)
        .Where(grant => grant.Category == Bases.AuditCategory && grant.From <= open.Now && grant.Until > open.Now)
        .Select(grant => grant.Agency)
        .Distinct()
        .Select(agency => new Grant(agency, null, null, flag.Referral, Bases.Notice, flag.LastUpdated, DateTimeOffset.MaxValue, flag.Address.ToString()));
}
