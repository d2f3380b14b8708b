using Hub.Api.Store;
using Hub.Fhir.Care;

namespace Hub.Api.Access;

/// <summary>What a change means for others, settled in the same transaction: moves and their events, sharing decisions, grants.</summary>
internal sealed class Settlement(WriteTransaction store, Caller caller, AgencyNames agencies, Ids ids)
{
    private readonly GrantProjection grants = new(store);
    private readonly SharingCheck sharing = new(store);
    private readonly MoveRecord record = new(store, caller, ids);

    /// <summary>A person new to the hub starts with their own agency's records: what others laid beside that id before stays theirs alone.</summary>
    public void Arrived(Change change)
    {
        foreach (var row in store.Unlink(change.Row.Id, change.Row.Author))
        {
            grants.Nothing(row);
        }
    }

    public void Sharing(Change change)
    {
        grants.Nothing(change.Row);
        if (change.Row.Patient is { } person)
        {
            grants.OfPerson(person, sharing.Decisions(person));
            record.Told("sharing-changed", change.Row, null);
        }
    }

    public void Settle(Change change)
    {
        new CareCheck(store).Check(change);
        switch (change.Row.Type)
        {
            case "Patient":
                grants.OfPatient(change.Row);
                break;
            case "EpisodeOfCare":
                grants.OfEpisode(change.Row, new Episode(change.After).Status);
                break;
            case "ServiceRequest":
                Request(change);
                break;
            case "Communication":
                Message(change);
                break;
            case "Task":
                new TaskMove(store, caller, agencies, grants, sharing, record).Settle(change);
                break;
        }
    }

    /// <summary>A message about a young person goes to agencies that have a part in their record, or that a decision opens the contact log to.</summary>
    private void Message(Change change)
    {
        var recipients = change.After["recipient"].Each().Select(agencies.Of).OfType<string>().Where(agency => agency != change.Row.Author).Distinct().ToList();
        if (References.Local(change.After["subject"], "Patient") is not null)
        {
            foreach (var agency in recipients.Where(agency => !HasPart(agency, change.Row.Patient)))
            {
                sharing.Require(change.Row.Patient, agency, [ShareCategories.ContactLog], "Communication.recipient");
            }
        }

        grants.OfMessage(change.Row, recipients);
    }

    private bool HasPart(string agency, string? person) => person is not null && (store.HasWrittenAbout(person, agency)
        || store.GrantsAbout(person).Any(grant => grant.Agency == agency && grant.Category is not null && grant.From <= store.Now && store.Now < grant.Until));

    /// <summary>An active request that names another agency as performer is as good as sent.</summary>
    private void Request(Change change)
    {
        grants.OfRequest(change.Row);
        if (!change.After.Exists || change.After["status"] is not { Exists: true } status || status.Text != "active")
        {
            return;
        }

        foreach (var performer in change.After["performer"].Items)
        {
            if (agencies.Of(performer) is { } agency && agency != change.Row.Author)
            {
                sharing.Require(change.Row.Patient, agency, ShareCategories.NeededToRefer, "ServiceRequest.performer");
            }
        }
    }
}
