using Hub.Api.Store;
using Hub.Fhir.Care;

namespace Hub.Api.Access;

/// <summary>Writes the grants that follow from a record: who may see what because of it. Replaced as a whole whenever the record changes.</summary>
internal sealed class GrantProjection(WriteTransaction store)
{
    private static readonly DateTimeOffset Always = DateTimeOffset.MaxValue;

    public void Nothing(StoredResource row) => store.ReplaceGrants(row.Address.ToString(), []);

    /// <summary>All sharing decisions of a person, since one may take back what another gives. Whoever a decision opens something to may read it.</summary>
    public void OfPerson(string person, IReadOnlyList<SharingDecision> decisions)
    {
        var permissions = ConsentRules.Permissions(decisions).ToLookup(permission => permission.ConsentId);
        foreach (var decision in decisions)
        {
            var source = $"Consent/{decision.Id}";
            var opened = permissions[decision.Id].Select(permit =>
                new Grant(permit.Agency, person, permit.Category, null, permit.Basis, permit.From, permit.Until, source));
            var readable = permissions[decision.Id].GroupBy(permit => permit.Agency).Select(group => new Grant(
                group.Key, null, null, Threads.OfOne("Consent", decision.Id), decision.Basis,
                group.Min(permit => permit.From), group.Max(permit => permit.Until), source));
            store.ReplaceGrants(source, [.. opened, .. readable], PersonKeys.Of(person));
        }
    }

    /// <summary>The agency that wrote a Patient is told who looks at that person.</summary>
    public void OfPatient(StoredResource row) => Replace(row, row.Deleted ? [] : [Watch(row.Author, row.Id, Bases.Author, row)]);

    /// <summary>An episode is its author's own involvement: naming another agency gives that agency nothing.</summary>
    public void OfEpisode(StoredResource row, string? status)
    {
        var open = row is { Deleted: false, Patient: not null } && status is "planned" or "waitlist" or "active" or "onhold";
        Replace(row, open ? [Watch(row.Author, row.Patient!, Bases.Episode, row)] : []);
    }

    public void OfRequest(StoredResource row) => Replace(row, row.Deleted ? [] :
        [Thread(row.Author, row.Id, Bases.Placer, row), Thread(row.Author, Threads.OfTalk(row.Id), Bases.Placer, row)]);

    /// <summary>Whom a message is addressed to may read that message.</summary>
    public void OfMessage(StoredResource row, IEnumerable<string> recipients) => Replace(row, row.Deleted || row.Referral != Threads.OfOne("Communication", row.Id) ? [] :
        [.. recipients.Distinct().Select(agency => Thread(agency, row.Referral, Bases.Addressee, row))]);

    /// <summary>Who asked and who was asked see the Task; while it is taken on, both see what a team needs.</summary>
    public void OfTask(StoredResource row, ReferralTask task, StoredResource request)
    {
        var thread = Threads.OfTask(request.Id, row.Id);
        var opened = new List<Grant> { Thread(request.Author, thread, Bases.Placer, row) };
        if (task.Recipient is { } recipient && task.Status != "draft")
        {
            opened.Add(Thread(recipient, Threads.OfRequest(request.Id), Bases.Addressee, row));
            opened.Add(Thread(recipient, thread, Bases.Addressee, row));
            if (task.Status is not ("rejected" or "cancelled" or "entered-in-error"))
            {
                opened.Add(Thread(recipient, Threads.OfTalk(request.Id), Bases.Addressee, row));
            }

            if (task.IsTeam && request.Patient is { } person)
            {
                opened.AddRange(Team(person, [recipient, request.Author], row));
                opened.Add(Watch(recipient, person, Bases.Team, row));
            }
        }

        Replace(row, opened);
    }

    /// <summary>Who proposed an action, who answers for it and who wrote the plan it belongs to see how it goes on.</summary>
    public void OfAction(StoredResource row, PlanAction action, string? planWriter)
    {
        string?[] seen = action.Status == "draft" ? [row.Author] : [row.Author, action.Accountable, planWriter];
        Replace(row, [.. seen.OfType<string>().Distinct().Select(agency => Thread(agency, Threads.OfOne("Task", row.Id), Bases.Team, row))]);
    }

    private IEnumerable<Grant> Team(string person, string[] agencies, StoredResource row) =>
        from agency in agencies
        from category in ShareCategories.Team
        select new Grant(agency, person, category, null, Bases.Team, store.Now, Always, row.Address.ToString());

    private Grant Watch(string agency, string person, string basis, StoredResource row) =>
        new(agency, person, Bases.AuditCategory, null, basis, store.Now, Always, row.Address.ToString());

    private Grant Thread(string agency, string thread, string basis, StoredResource row) =>
        new(agency, null, null, thread, basis, store.Now, Always, row.Address.ToString());

    private void Replace(StoredResource row, IReadOnlyList<Grant> opened) => store.ReplaceGrants(row.Address.ToString(), opened, row.PersonKey);
}
