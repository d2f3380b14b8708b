using Hub.Api.Access.Jobs;
using Hub.Api.Audit;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Terminology;
using Hub.Fhir.Validation;

namespace Hub.Api.Access;

/// <summary>
/// The store as one caller may see it, and the only way to it for a request. Every look and every change is decided here, and
/// audited, permitted or refused, before it is answered. What the caller may not know of is not found.
/// </summary>
public sealed class GuardedStore(ResourceStore store, Caller caller, Ids ids, AccessSettings settings, TimeProvider time)
{
    private readonly AuditTrail trail = new(caller);
    private readonly EmergencyAccess emergency = new(store, caller, ids);
    private readonly AuditEvents auditEvents = new(store, caller, time);
    private readonly HashSet<string> made = new(StringComparer.Ordinal);
    private readonly List<Beside> beside = [];

    public async Task<StoredResource> Read(ResourceKey key, CancellationToken cancellationToken)
    {
        var look = new Look("R", "read", key.Type, key.Id);
        await Check(look, ScopeActions.Read);
        var row = await Current(key, cancellationToken);
        return await Seen(row, look, cancellationToken);
    }

    public async Task<StoredResource> Vread(ResourceKey key, int version, CancellationToken cancellationToken)
    {
        var look = new Look("R", "vread", key.Type, key.Id) { Version = version };
        await Check(look, ScopeActions.Read);
        var current = await Current(key, cancellationToken);
        var row = key.Type == AuditEvents.Type || current is null
            ? current is { } only && only.Version == version ? only : null
            : await store.Vread(key, version, Scope(), cancellationToken);
        return await Seen(row, look, cancellationToken);
    }

    public async Task<ChangePage> History(ResourceKey key, ChangeQuery query, CancellationToken cancellationToken)
    {
        var look = new Look("R", "history-instance", key.Type, key.Id);
        await Check(look, ScopeActions.Read);
        var current = await Current(key, cancellationToken);
        if (current is null)
        {
            throw await NotFound(look, cancellationToken);
        }

        await Permitted([(look.At(current), current)], cancellationToken);
        return key.Type == AuditEvents.Type ? new ChangePage([current], null, 1) : await store.History(key, query, Scope(), cancellationToken);
    }

    /// <summary>Versions of all resources of a type, or of all types the token allows, newest first.</summary>
    public async Task<ChangePage> Changes(ChangeQuery query, CancellationToken cancellationToken)
    {
        var look = new Look("R", query.Type is null ? "history-system" : "history-type", query.Type);
        await (query.Type is null ? CheckReason(look) : Check(look, ScopeActions.Read));
        var page = await store.Changes(query, Scope(), cancellationToken);
        page = page with { Versions = [.. page.Versions.Where(row => caller.Scopes.Allows(row.Type, ScopeActions.Read))] };
        await Permitted(Looks(look, page.Versions), cancellationToken);
        return page;
    }

    public Task<SearchResult> Search(SearchQuery query, CancellationToken cancellationToken) => Search(query, static found => found, cancellationToken);

    /// <summary>The answer is made of what was found while the look is being written down, and is given out after.</summary>
    public async Task<T> Search<T>(SearchQuery query, Func<SearchResult, T> answer, CancellationToken cancellationToken)
    {
        var look = new Look("E", query.Type is null ? "search-system" : "search-type", query.Type) { Query = query.Canonical() };
        await Check(look, Gate.CheckSearch(caller, query));
        if (query.Type == AuditEvents.Type)
        {
            return await Shown(await auditEvents.Search(query, cancellationToken), answer, [(look, null)], cancellationToken);
        }

        if (caller.IsEmergency && await emergency.PersonOf(query, cancellationToken) is { } person)
        {
            await emergency.Open(person, cancellationToken);
        }

        var result = await store.Search(query, Scope(), cancellationToken);
        result = result with { Included = [.. result.Included.Where(row => caller.Scopes.Allows(row.Type, ScopeActions.Read))] };
        return await Shown(result, answer, Looks(look, result.Matches.Concat(result.Included)), cancellationToken);
    }

    /// <summary>Finds out on the caller's thread what a resource can be found by, what the profiles say of it and whom it is about, so that the one writer need not.</summary>
    public void Prepare(ValidResource resource)
    {
        ProfileFindings.Of(resource, NhsNumbers);
        store.Prepare(resource);
        if (Place.Person(resource, id: "") is { Length: > 0 } person && !made.Contains(person))
        {
            beside.Add(new Beside(person, caller.Agency));
        }
    }

    /// <summary>An id for something that is going to be created.</summary>
    public string NewId()
    {
        var id = ids.Next();
        made.Add(id);
        return id;
    }

    public async Task<T> Write<T>(Func<GuardedTransaction, T> work, CancellationToken cancellationToken)
    {
        GuardedTransaction? transaction = null;
        try
        {
            return await store.Write(open => (transaction = new GuardedTransaction(open, caller, ids, NhsNumbers)).Run(work), beside, cancellationToken);
        }
        catch (ProblemException refused) when (transaction is not null)
        {
            await Refused(transaction.Doing, refused);
            throw;
        }
    }

    /// <summary>The same, once for one X-Request-Id: a repetition gets the first answer, another content under the same id 409.</summary>
    public Task<T> Write<T>(Repeatable<T> request, Func<GuardedTransaction, T> work, CancellationToken cancellationToken) =>
        Write(transaction => caller.Replayable ? transaction.Once(request, work) : work(transaction), cancellationToken);

    /// <summary>What the work would be refused with, and nothing of it kept. Trying is a look as well: it is audited, whatever comes of it.</summary>
    public async Task<IReadOnlyList<Issue>> Rehearse(Action<GuardedTransaction> work, CancellationToken cancellationToken)
    {
        var done = new ProblemException(Problems.NotChecked);
        GuardedTransaction? transaction = null;
        try
        {
            return await store.Write<IReadOnlyList<Issue>>(
                open =>
                {
                    transaction = new GuardedTransaction(open, caller, ids, NhsNumbers);
                    transaction.Run(tried =>
                    {
                        work(tried);
                        return true;
                    });
                    throw done;
                },
                cancellationToken);
        }
        catch (ProblemException told) when (transaction is not null)
        {
            var look = transaction.Doing with { Action = "E", Interaction = "operation" };
            await (told == done ? Permitted([(look, null)], cancellationToken) : Refused(look, told));
            return told == done ? [] : told.Issues;
        }
    }

    /// <summary>Opens one person's records in an emergency without looking at anything yet; false when they were open already.</summary>
    public async Task<DateTimeOffset> OpenEmergency(string person, CancellationToken cancellationToken)
    {
        var look = new Look("E", "emergency-access", "Patient", person);
        await Check(look, ScopeActions.Read);
        if (!caller.IsEmergency)
        {
            var refusal = new ProblemException(Problems.ReasonRequired, $"Emergency access needs a token whose purpose_of_use is {Purposes.BreakTheGlass} or {Purposes.EmergencyTreatment}.");
            await Refused(look, refusal);
            throw refusal;
        }

        return await emergency.Open(person, cancellationToken) ?? throw await NotFound(look, cancellationToken);
    }

    /// <summary>The same under a request id of its own: what is sent twice under it is done once.</summary>
    public GuardedStore Under(string requestId) => new(store, caller with { RequestId = requestId, Replayable = true }, ids, settings, time);

    /// <summary>Long work that the caller's agency asked for.</summary>
    public GuardedJobs Jobs => new(store, this, caller, ids);

    /// <summary>Erasures, for those who speak for the data controller.</summary>
    public GuardedErasures Erasures => new(store, caller, ids);

    /// <summary>An export reads what it finds: it takes the scopes to search and to read.</summary>
    public bool MayExport(string type) => caller.Scopes.Allows(type, ScopeActions.Read | ScopeActions.Search);

    public void RequireExport(string type)
    {
        if (Gate.CheckScope(caller, type, ScopeActions.Read | ScopeActions.Search) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>What the gate does about an NHS number with a wrong check digit.</summary>
    public NhsNumberRule NhsNumbers => settings.NhsNumbers;

    public string FhirUrl => settings.FhirUrl;

    public DateTimeOffset Now => time.GetUtcNow();

    private AccessScope Scope() => new(caller.Agency, time.GetUtcNow());

    private async Task<StoredResource?> Current(ResourceKey key, CancellationToken cancellationToken)
    {
        if (key.Type == AuditEvents.Type)
        {
            return await auditEvents.Read(key.Id, cancellationToken);
        }

        var row = await store.Read(key, Scope(), cancellationToken);
        return row is null && caller.IsEmergency && await emergency.OpenFor(key, cancellationToken)
            ? await store.Read(key, Scope(), cancellationToken)
            : row;
    }

    private Task Check(Look look, ScopeActions action) => Check(look, Gate.CheckScope(caller, look.Type!, action));

    private async Task Check(Look look, ProblemException? scope)
    {
        if ((scope ?? Gate.CheckReason(caller)) is { } refusal)
        {
            await Refused(look, refusal);
            throw refusal;
        }
    }

    private async Task CheckReason(Look look)
    {
        if (Gate.CheckReason(caller) is { } refusal)
        {
            await Refused(look, refusal);
            throw refusal;
        }
    }

    private async Task<StoredResource> Seen(StoredResource? row, Look look, CancellationToken cancellationToken)
    {
        if (row is null)
        {
            throw await NotFound(look, cancellationToken);
        }

        await Permitted([(look.At(row), row)], cancellationToken);
        return row.Deleted ? throw new ProblemException(Problems.Gone) : row;
    }

    /// <summary>Nothing comes out of here, not even that the answer failed, before the looks are on disk.</summary>
    private async Task<T> Shown<T>(SearchResult result, Func<SearchResult, T> answer, List<(Look Look, StoredResource? Row)> looks, CancellationToken cancellationToken)
    {
        var recorded = Permitted(looks, cancellationToken);
        try
        {
            return answer(result);
        }
        finally
        {
            await recorded;
        }
    }

    /// <summary>The refusal names the person and the owner for those whom it concerns; the asker's own view of it does not show them.</summary>
    private async Task<ProblemException> NotFound(Look look, CancellationToken cancellationToken)
    {
        await store.Write(
            open =>
            {
                var hidden = open.Find(new ResourceKey(look.Type!, look.Id!));
                var known = hidden is null ? look : look with { Patient = hidden.Patient, Owner = hidden.Author };
                return open.Audit(trail.Refused(known, Problems.NotFound.Code));
            },
            cancellationToken);
        return new ProblemException(Problems.NotFound);
    }

    private Task Refused(Look look, ProblemException refusal) => store.Audit([trail.Refused(look, refusal.Issues[0].Problem.Code)]);

    /// <summary>A row that was read for the caller says on what basis it is seen; of any other the grants are asked.</summary>
    private Task Permitted(List<(Look Look, StoredResource? Row)> looks, CancellationToken cancellationToken) =>
        looks.TrueForAll(seen => seen.Row is not { Basis: null })
            ? store.Audit(looks.ConvertAll(seen => trail.Permitted(seen.Look, seen.Row?.Basis ?? "search")))
            : store.Write(open => looks.ConvertAll(seen => open.Audit(trail.Permitted(seen.Look, seen.Row is { } row ? Gate.Basis(caller, row, open) : "search"))), cancellationToken);

    /// <summary>One entry for each person and owner among what a search shows; one for the search itself when it shows nothing.</summary>
    private static List<(Look Look, StoredResource? Row)> Looks(Look look, IEnumerable<StoredResource> rows)
    {
        var shown = rows.DistinctBy(row => (row.Patient, row.Author)).Select(row => (Shown(look, row), (StoredResource?)row)).ToList();
        return shown.Count > 0 ? shown : [(look, null)];
    }

    private static Look Shown(Look look, StoredResource row) => look with
    {
        Patient = row.Patient,
        Owner = row.Author,
    };
}
