using Hub.Api.Audit;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Terminology;
using Hub.Fhir.Validation;

namespace Hub.Api.Access;

/// <summary>
/// One write of one caller, all or nothing: each change passes scope, authorship and profiles when it is made; what depends on
/// other records (moves of a referral, sharing decisions, grants) is settled in <see cref="Run"/>, so the order of a bundle's
/// entries does not matter.
/// </summary>
public sealed class GuardedTransaction
{
    private readonly WriteTransaction store;
    private readonly Caller caller;
    private readonly AgencyNames agencies;
    private readonly Ids ids;
    private readonly NhsNumberRule nhsNumbers;
    private readonly AuditTrail trail;
    private readonly AccessScope scope;
    private readonly List<Change> changes = [];

    internal GuardedTransaction(WriteTransaction store, Caller caller, Ids ids, NhsNumberRule nhsNumbers)
    {
        this.store = store;
        this.caller = caller;
        this.ids = ids;
        this.nhsNumbers = nhsNumbers;
        agencies = new AgencyNames(store);
        trail = new AuditTrail(caller);
        scope = new AccessScope(caller.Agency, store.Now);
    }

    public DateTimeOffset Now => store.Now;

    /// <summary>What is being done: if it is refused, this is what the refusal is about.</summary>
    internal Look Doing { get; private set; } = new("E", "transaction", null);

    public string NewId(string type) => ids.Next();

    /// <summary>A new resource; under <paramref name="id"/>, which the hub has made as well, where references to it had to be known before. Such an id is nobody's yet; one that is taken is refused by the store.</summary>
    public StoredResource Create(ValidResource resource, string? id = null)
    {
        var key = new ResourceKey(resource.Type, id ?? ids.Next());
        Begin(new Look("C", "create", key.Type, key.Id), ScopeActions.Create);
        if (key.Type == AuditEvents.Type)
        {
            return AuditEvents.Keep(store, trail, resource, Place.Of(resource, key.Id, null, store, scope).Patient);
        }

        return Save(null, resource, key, "POST");
    }

    /// <summary>A new version, or the first one under an id the client chose.</summary>
    public StoredResource Update(ValidResource resource, string id, int? ifMatch)
    {
        var key = new ResourceKey(resource.Type, id);
        Begin(new Look("U", "update", key.Type, key.Id), ScopeActions.Update);
        RefuseAuditEvents(key.Type);
        var before = Visible(key);
        CheckVersion(before, ifMatch);
        Work.CheckMove(before, ifMatch);
        if (before is null)
        {
            Begin(Doing, ScopeActions.Create);
        }

        if (before is not null && !Gate.IsOwn(caller, before) && !Work.IsWork(resource.Root))
        {
            throw NotOurs(before, "change");
        }

        return Save(before, resource, key, "PUT");
    }

    /// <summary>What a patch starts from: the current version, of a resource the caller may know of.</summary>
    public StoredResource Current(ResourceKey key)
    {
        Begin(new Look("U", "patch", key.Type, key.Id), ScopeActions.Update);
        RefuseAuditEvents(key.Type);
        var row = Visible(key) ?? throw new ProblemException(Problems.NotFound);
        return row.Deleted ? throw new ProblemException(Problems.Gone) : row;
    }

    /// <summary>A resource already deleted stays as it is; one that is not held, or not to be known, is 404.</summary>
    public StoredResource Delete(ResourceKey key, int? ifMatch)
    {
        Begin(new Look("D", "delete", key.Type, key.Id), ScopeActions.Delete);
        RefuseAuditEvents(key.Type);
        var before = Visible(key) ?? throw new ProblemException(Problems.NotFound);
        CheckVersion(before, ifMatch);
        if (before.Deleted)
        {
            return before;
        }

        if (!Gate.IsOwn(caller, before))
        {
            throw NotOurs(before, "delete");
        }

        Work.CheckDelete(before, store);
        var row = store.Delete(key, Stamp(key, before.Author, new Place(before.Category, before.Patient, before.Referral), "DELETE"));
        changes.Add(new Change(before, row, default));
        store.Audit(trail.Permitted(Doing.At(row), Bases.Author));
        return row;
    }

    /// <summary>The one match of a conditional interaction among what the caller may see; null when there is none.</summary>
    public StoredResource? FindOne(SearchQuery query)
    {
        Begin(new Look("E", "search-type", query.Type) { Query = query.Canonical() }, Gate.CheckSearch(caller, query));
        if (query.Type == AuditEvents.Type)
        {
            throw new ProblemException(Problems.NotSupported, "The audit is added to, and nothing else: no condition applies to an AuditEvent.");
        }

        var matches = store.Search(query, scope);
        if (matches.Count != 1)
        {
            return matches.Count == 0 ? null : throw new ProblemException(Problems.MultipleMatches);
        }

        store.Audit(trail.Permitted(Doing.At(matches[0]), Gate.Basis(caller, matches[0], store)));
        return matches[0];
    }

    /// <summary>True when the caller may know of it and it is not deleted.</summary>
    public bool Exists(ResourceKey key) => store.Find(key) is { Deleted: false } row && store.IsAllowed(row, scope);

    internal T Once<T>(Repeatable<T> request, Func<GuardedTransaction, T> work) => request.Once(store, caller, () => work(this));

    internal T Run<T>(Func<GuardedTransaction, T> work)
    {
        var result = work(this);
        Finish();
        return result;
    }

    /// <summary>Settles what the changes mean for others, once, after the last of them.</summary>
    private void Finish()
    {
        var settlement = new Settlement(store, caller, agencies, ids);
        foreach (var change in changes.Where(change => change is { Before: null, Row.Type: "Patient" }))
        {
            settlement.Arrived(change);
        }

        foreach (var change in changes.Where(change => change.Row.Type == "Consent"))
        {
            settlement.Sharing(change);
        }

        foreach (var change in changes)
        {
            Doing = new Look("U", "update", change.Row.Type, change.Row.Id).At(change.Row);
            Settle(settlement, change);
        }
    }

    private static void Settle(Settlement settlement, Change change)
    {
        try
        {
            settlement.Settle(change);
        }
        catch (ProblemException refused) when (refused.Subject is null)
        {
            throw new ProblemException(refused.Issues) { Subject = change.Row.Address.ToString() };
        }
    }

    private StoredResource Save(StoredResource? before, ValidResource resource, ResourceKey key, string method)
    {
        CheckProfiles(resource);
        agencies.CheckMayName(key, caller);
        var place = Place.Of(resource, key.Id, before, store, scope);
        if (before?.Patient is { } person && person != place.Patient)
        {
            throw new ProblemException(Problems.NotAllowedHere, "A record stays with its person: mark this one entered-in-error and write a new one.");
        }

        var author = before is { Deleted: false } ? before.Author : caller.Agency;
        var stamp = Stamp(key, author, place, method);
        var row = method == "POST" ? store.Add(resource, stamp) : store.Put(resource, stamp);
        changes.Add(new Change(before is { Deleted: false } ? before : null, row, resource.Root));
        store.Audit(trail.Permitted(Doing.At(row), Gate.Basis(caller, before ?? row, store)));
        return row;
    }

    private void Begin(Look look, ScopeActions action) => Begin(look, Gate.CheckScope(caller, look.Type!, action));

    private void Begin(Look look, ProblemException? scope)
    {
        Doing = look;
        if ((scope ?? Gate.CheckReason(caller)) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>The resource as it stands; null when the id is free; 404 when the caller may not know of it.</summary>
    private StoredResource? Visible(ResourceKey key)
    {
        if (store.Find(key) is not { } row)
        {
            return null;
        }

        Doing = Doing.At(row);
        return store.IsAllowed(row, scope) || Gate.IsOwn(caller, row) ? row : throw new ProblemException(Problems.NotFound);
    }

    private static void CheckVersion(StoredResource? before, int? ifMatch)
    {
        if (ifMatch is { } expected && expected != before?.Version)
        {
            throw new ProblemException(Problems.PreconditionFailed);
        }
    }

    private void CheckProfiles(ValidResource resource)
    {
        var issues = ProfileFindings.Of(resource, nhsNumbers);
        if (issues.Any(issue => issue.IsError))
        {
            throw new ProblemException(issues);
        }
    }

    private static void RefuseAuditEvents(string type)
    {
        if (type == AuditEvents.Type)
        {
            throw new ProblemException(Problems.MethodNotAllowed, "What was recorded of a look stays: an AuditEvent can be neither changed nor deleted.");
        }
    }

    private static ProblemException NotOurs(StoredResource row, string verb) =>
        new(Problems.NotAllowedHere, $"Only Organization/{row.Author}, which wrote it, may {verb} {row.Type}/{row.Id}.");

    private WriteStamp Stamp(ResourceKey key, string author, Place place, string method) =>
        new(key.Id, author, place.Category, place.Patient, place.Thread, method, caller.RequestId, caller.CorrelationId);
}
