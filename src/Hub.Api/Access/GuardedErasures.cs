using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Api.Audit;
using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>
/// Erasure for the data controller, which is the agency that wrote the record: one of its managers asks, another confirms within three
/// days (decision 0509). Asking, confirming and every refusal are audited; the hash of the proof stands in the chain of the audit.
/// </summary>
public sealed class GuardedErasures(ResourceStore store, Caller caller, Ids ids)
{
    public const string Controller = "manager";

    private static readonly TimeSpan TimeToConfirm = TimeSpan.FromDays(3);
    private readonly AuditTrail trail = new(caller);

    public Task<Erasure> Ask(ResourceKey key, string reason, CancellationToken cancellationToken) => Decide(
        key,
        (open, look) =>
        {
            var erasure = new Erasure(ids.Next(), caller.Agency, key, caller.Person!, reason, open.Now, open.Now + TimeToConfirm);
            RequireEnded(open, Records(open, key));
            open.Put(erasure);
            open.Audit(trail.Permitted(look with { Query = $"erasure={erasure.Id}&asked" }, Bases.Author));
            return erasure;
        },
        cancellationToken);

    public Task<Erasure> Confirm(ResourceKey key, string request, CancellationToken cancellationToken) => Decide(
        key,
        (open, look) =>
        {
            var asked = open.Erasures(key).FirstOrDefault(erasure => erasure.Id == request && !erasure.IsDone && erasure.Until > open.Now)
                ?? throw new ProblemException(Problems.NotFound, "No such erasure of this resource waits to be confirmed. It may be too late: ask again.");
            if (asked.AskedBy == caller.Person)
            {
                throw new ProblemException(Problems.NotAllowedHere, "Who asked for an erasure does not confirm it: a second person does.");
            }

            return Erase(open, asked, look);
        },
        cancellationToken);

    /// <summary>The latest erasure of the resource: done, or waiting.</summary>
    public Task<Erasure> Last(ResourceKey key, CancellationToken cancellationToken) => Decide(
        key,
        (open, look) =>
        {
            open.Audit(trail.Permitted(look with { Query = "erasure" }, Bases.Author));
            return open.Erasures(key) is [var last, ..] ? last : throw new ProblemException(Problems.NotFound, "Nobody asked to erase this.");
        },
        cancellationToken);

    private async Task<Erasure> Decide(ResourceKey key, Func<WriteTransaction, Look, Erasure> work, CancellationToken cancellationToken)
    {
        var look = new Look("D", "operation", key.Type, key.Id);
        try
        {
            return await store.Write(open => work(open, Require(open, look, key)), cancellationToken);
        }
        catch (ProblemException refused)
        {
            await store.Write(open => open.Audit(trail.Refused(look, refused.Issues[0].Problem.Code)), CancellationToken.None);
            throw;
        }
    }

    private Look Require(WriteTransaction open, Look look, ResourceKey key)
    {
        if (caller.Person is null || caller.Role != Controller || caller.IsEmergency)
        {
            throw new ProblemException(Problems.NotAllowedHere, "An erasure is decided by two people: managers of the agency that wrote the record, each signed in as themselves.");
        }

        if (Gate.CheckScope(caller, key.Type, ScopeActions.Delete) is { } refusal)
        {
            throw refusal;
        }

        var row = open.Find(key);
        var visible = row is not null && (row.Author == caller.Agency || open.IsAllowed(row, new AccessScope(caller.Agency, open.Now)));
        return !visible
            ? throw new ProblemException(Problems.NotFound)
            : row!.Author == caller.Agency
                ? look.At(row)
                : throw new ProblemException(Problems.NotAllowedHere, $"Organization/{row.Author} wrote this and is its data controller: the erasure is theirs to decide.");
    }

    /// <summary>
    /// Of a person, all that the agency wrote about them, and the hub's notices of emergencies, which hold the reasons in words; of
    /// anything else, that.
    /// </summary>
    private IReadOnlyList<StoredResource> Records(WriteTransaction open, ResourceKey key)
    {
        var row = open.Find(key)!;
        return key.Type == "Patient" ? [row, .. open.Written(key.Id, caller.Agency).Where(other => other.Key != row.Key), .. Notices(open, key.Id)] : [row];
    }

    private static IEnumerable<StoredResource> Notices(WriteTransaction open, string person) =>
        open.About(person, "Flag").Where(flag => flag.Author == HubAgency.Name);

    /// <summary>No referral is lost, also not by an erasure, and nobody is left without a record in an emergency: what is under way is ended first.</summary>
    private static void RequireEnded(WriteTransaction open, IReadOnlyList<StoredResource> rows)
    {
        if (rows[0].Patient is { } person
            && open.GrantsAbout(person).Where(grant => grant.Basis == Bases.Emergency && grant.Until > open.Now).Max(grant => (DateTimeOffset?)grant.Until) is { } until)
        {
            throw new ProblemException(Problems.NotAllowedHere, $"The record is open in an emergency until {HubResources.Instant(until)}. After that it can be erased.");
        }

        if (rows.FirstOrDefault(row => row is { Type: "Task", Deleted: false } && IsUnderWay(row)) is { } task)
        {
            throw new ProblemException(Problems.NotAllowedHere, $"{task.Address} is under way between agencies. End it first; then it can be erased.");
        }
    }

    private static bool IsUnderWay(StoredResource row)
    {
        var root = Stored.Root(row);
        return Work.IsWork(root) && new ReferralTask(root) is { IsEnded: false, Status: not "draft" };
    }

    private Erasure Erase(WriteTransaction open, Erasure asked, Look look)
    {
        var rows = Records(open, asked.Of);
        RequireEnded(open, rows);
        var erased = rows.SelectMany(row => Erase(open, row)).ToList();
        if (rows.Where(row => row.Type == "Consent").Select(row => row.Patient).OfType<string>().FirstOrDefault() is { } person)
        {
            new GrantProjection(open).OfPerson(person, new SharingCheck(open).Decisions(person));
        }

        if (asked.Of.Type == "Patient")
        {
            open.EraseAuditWords(asked.Of.Id, caller.Agency);
        }

        var proof = JsonSerializer.Serialize(erased);
        var done = asked with { ConfirmedBy = caller.Person, Done = open.Now, Proof = proof };
        open.Put(done);
        open.Audit(trail.Permitted(look with { Query = $"erasure={done.Id}&confirmed&proof={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(proof)))}" }, Bases.Author));
        return done;
    }

    private IReadOnlyList<ErasedVersion> Erase(WriteTransaction open, StoredResource row)
    {
        var stamp = new WriteStamp(row.Id, row.Author, row.Category, row.Patient, row.Referral, "DELETE", caller.RequestId, caller.CorrelationId);
        var gone = open.Delete(row.Address, stamp);
        new GrantProjection(open).Nothing(gone);
        open.Audit(trail.Permitted(new Look("D", "operation", row.Type, row.Id).At(gone), Bases.Author));
        return open.Erase(gone);
    }
}
