using AutoMapper;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Door;
using Hub.Portal.Rows;

namespace Hub.Portal.Reading;

/// <summary>Reads a young person's file through the door: several searches side by side, each answered as far as it is shared.</summary>
public sealed class PersonReader(HubClient hub, AgencyBook book, ReferralList referrals, IMapper mapper)
{
    private static readonly string[] Searches = ["EpisodeOfCare?", "Task?_include=Task:focus&", "Flag?", "CarePlan?_include=CarePlan:goal&", "Consent?"];

    public async Task<PersonFile> Read(string id, CancellationToken cancellationToken)
    {
        var patient = hub.Find("Patient/" + id, cancellationToken);
        var searches = Searches.Select(search => hub.Search($"{search}patient=Patient/{id}&_count=200", cancellationToken)).ToList();
        var names = await book.Names(cancellationToken);
        var person = await patient;
        var (found, along) = (new List<JsonValue>(), new List<JsonValue>());
        foreach (var search in searches)
        {
            found.AddRange((await search).Matches);
            along.AddRange((await search).Included);
        }

        // Work that was asked of an agency stays with it when sharing ends; that alone does not make a page about the young person.
        if (person is null && found.All(root => root["resourceType"].TextEquals("Task"u8)))
        {
            throw new HubRefusalException(404, "not-found", []);
        }

        return Fill(new PersonFile
        {
            Person = person is null ? new PersonRow { Id = id } : mapper.Map<PersonRow>(new Person(person.Root)),
            IdentityShown = person is not null,
            Names = names,
            Author = person?.Root["managingOrganization"].AgencyOf(),
        }, found.ToLookup(root => root["resourceType"].Text), along.ToLookup(root => root["resourceType"].Text + "/" + root["id"].Text));
    }

    private PersonFile Fill(PersonFile file, ILookup<string, JsonValue> found, ILookup<string, JsonValue> along)
    {
        var safety = Active(found["CarePlan"], SafetyPlan.Is);
        var goals = along.Where(group => group.Key.StartsWith("Goal/", StringComparison.Ordinal))
            .Select(group => new GoalRow(group.Key["Goal/".Length..], group.First()["description"]["text"].TextOf() ?? "")).Where(goal => goal.Text.Length > 0).ToList();
        var joint = Active(found["CarePlan"], ActionPlan.Is).FirstOrDefault();
        return file with
        {
            Episodes = [.. found["EpisodeOfCare"].Select(root => mapper.Map<EpisodeRow>(new Episode(root))).OrderBy(episode => episode.Start)],
            Referrals = [.. found["Task"].Where(ReferralTask.Is).Select(root => referrals.Row(root, along, file.Names) with { PersonName = file.Person.Name }).OrderBy(task => task.SentAt)],
            Actions = [.. found["Task"].Where(PlanAction.Is).Select(root => Action(root, goals)).OrderBy(action => action.Due)],
            Goals = goals,
            Flags = [.. found["Flag"].Where(root => root["status"].TextOf() == "active").Select(Flag)],
            Consents = [.. found["Consent"].Where(SharingDecision.Is)],
            Decisions = [.. found["Consent"].Where(SharingDecision.Is).Select(root => mapper.Map<DecisionRow>(Decision(root))).OrderByDescending(decision => decision.DecidedAt)],
            SafetyPlanRoot = safety.FirstOrDefault(),
            SafetyPlan = safety.Select(Row).FirstOrDefault(),
            OtherSafetyPlans = [.. safety.Skip(1).Select(Row)],
            JointPlanRoot = joint,
            JointPlan = joint.Exists ? mapper.Map<JointPlanRow>(new ActionPlan(joint)) : null,
        };
    }

    public static SharingDecision Decision(JsonValue root) =>
        new(root, root["id"].Text, root["organization"].Item(0).AgencyOf() ?? "");

    private SafetyPlanRow Row(JsonValue root) => mapper.Map<SafetyPlanRow>(new SafetyPlan(root));

    private ActionRow Action(JsonValue root, List<GoalRow> goals)
    {
        var row = mapper.Map<ActionRow>(new PlanAction(root));
        return row with { Goal = goals.FirstOrDefault(goal => goal.Id == row.GoalId)?.Text ?? row.Goal };
    }

    /// <summary>Active plans of a kind, the newest first.</summary>
    private static List<JsonValue> Active(IEnumerable<JsonValue> plans, Func<JsonValue, bool> kind) =>
        [.. plans.Where(root => kind(root) && root["status"].TextOf() == "active").OrderByDescending(Said.Changed)];

    private static FlagRow Flag(JsonValue root) => new(
        root["id"].Text,
        root["code"].CodeIn(Canonicals.FlagKind) ?? "",
        root["code"]["text"].TextOf() ?? "",
        Said.Moment(root["period"]["start"].TextOf()) ?? Said.Changed(root),
        Said.Moment(root["period"]["end"].TextOf()),
        root["author"]["display"].TextOf() ?? root["author"].AgencyOf());
}
