using Hub.Fhir.Care;
using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Pages.People;
using Hub.Portal.Rows;

namespace Hub.Portal.Reading;

/// <summary>"We know this version": a Communication about one version of the plan, to every agency that has the plan.</summary>
public sealed class Acknowledging(HubClient hub, Dates dates)
{
    public const string Kind = "plan-known";

    public async Task<IReadOnlyList<KnownRow>> Of(string person, SafetyPlanRow plan, AgencyNames names, Signed me, Dates clock, CancellationToken cancellationToken)
    {
        var page = await hub.Search($"Communication?patient=Patient/{person}&category={Uri.EscapeDataString(Canonicals.CommunicationKind + "|" + Kind)}&_count=100&_sort=-sent", cancellationToken);
        var rows = from root in page.Matches
                   let about = root["about"].Item(0)["reference"].Text.Split('/')
                   let agency = root["sender"].AgencyOf()
                   where about is ["CarePlan", _, "_history", _] && about[1] == plan.Id && agency is not null
                   let at = Said.Moment(root["sent"].TextOf()) ?? Said.Changed(root)
                   select new KnownRow(names[agency], about[3], about[3] == plan.Version, agency == me.Agency, at is { } moment ? clock.Say(Dates.Day(moment)) : "");
        return [.. rows.DistinctBy(row => row.Agency).OrderByDescending(row => row.Current)];
    }

    public Task Say(PersonFile file, SafetyPlanRow plan, string version, CancellationToken cancellationToken)
    {
        var me = hub.Person;
        var others = ConsentRules.Permissions(file.Consents.Select(PersonReader.Decision))
            .Where(permit => permit.Category == ShareCategories.SafetyPlan && permit.From <= dates.Now && dates.Now < permit.Until)
            .Select(permit => permit.Agency)
            .Concat(file.Decisions.Select(decision => decision.RecordedBy)).Append(file.Author)
            .Where(agency => agency is { Length: > 0 } && agency != me.Agency)
            .Distinct()
            .Select(agency => FhirText.Reference("Organization/" + agency)).ToList();
        return hub.Create("Communication", new
        {
            resourceType = "Communication",
            status = "completed",
            category = new[] { FhirText.Code(Canonicals.CommunicationKind, Kind) },
            subject = FhirText.Reference("Patient/" + file.Person.Id),
            about = new[] { FhirText.Reference($"CarePlan/{plan.Id}/_history/{version}") },
            sent = dates.Now.UtcDateTime,
            sender = FhirText.Reference(me.Organization, me.AgencyName),
            recipient = others.Count > 0 ? others : null,
        }, $"known-{plan.Id}-{version}-{me.Agency}", cancellationToken);
    }
}
