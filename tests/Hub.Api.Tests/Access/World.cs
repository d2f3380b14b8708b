using System.Text;
using System.Text.Json.Nodes;
using Hub.Fhir.Care;
using Hub.Fhir.Json;

namespace Hub.Api.Tests.Access;

/// <summary>A record as the test remembers it: who wrote it, which category, beside which person (null when its writer could not know the person).</summary>
internal sealed record Known(string Type, string Id, string Author, string Category, string? Person)
{
    public string? Request { get; init; }
}

internal sealed record KnownTask(string Id, string Request, string Placer, string Recipient, string Person, string About)
{
    public string Status { get; set; } = "requested";

    public bool IsTeam => Status == "accepted";
}

/// <summary>
/// Random people, records, decisions, referrals and emergencies, made over HTTP; and, kept beside them, what the rules say of who may
/// see what, reckoned from the decisions themselves and not from anything the hub has stored.
/// </summary>
internal sealed class World(HubHost hub, int seed)
{
    public static readonly string[] Agencies = ["online", "camhs", "social-care", "emergency", "school"];
    private static readonly string[] Recorded = ["safety-plan", "joint-plan", "episode", "assessment", "contact-log", "document"];

    private readonly Story story = new(hub);
    private readonly Random random = new(seed);
    private readonly List<string> people = [];
    private readonly Dictionary<string, (JsonObject Body, string Author, string Person)> decisions = [];
    private readonly List<(string Agency, string Person, DateTimeOffset Until)> emergencies = [];

    public List<Known> Records { get; } = [];

    public List<KnownTask> Tasks { get; } = [];

    private DateTimeOffset Now => hub.Clock.GetUtcNow();

    public async Task Step()
    {
        Func<Task>[] steps = [Person, Record, Record, Record, Share, Share, Share, Withdraw, Refer, Refer, Move, Move, Emergency, Wait];
        await (people.Count == 0 ? Person() : Any(steps)());
    }

    /// <summary>What the rules say.</summary>
    public bool MaySee(string agency, Known record) =>
        record.Author == agency
        || (record.Person is { } person && MaySee(agency, person, record.Category))
        || (record.Type is "ServiceRequest" or "Task" && IsAddressed(agency, record))
        || (record.Type == "Consent" && IsNamed(agency, record.Id));

    public bool MaySee(string agency, string person, string category) =>
        ConsentRules.Decide(DecisionsAbout(person), agency, category, Now).Permitted
        || (ShareCategories.Team.Contains(category) && Tasks.Any(task => task.Person == person && task.IsTeam && (task.Recipient == agency || task.Placer == agency)))
        || (ShareCategories.Emergency.Contains(category) && emergencies.Any(one => one.Agency == agency && one.Person == person && one.Until > Now));

    private bool IsAddressed(string agency, Known record) => Tasks.Any(task =>
        task.Recipient == agency && (record.Type == "Task" ? task.Id == record.Id : task.Request == record.Id));

    private bool IsNamed(string agency, string consent)
    {
        var person = decisions[consent].Person;
        return ConsentRules.Permissions(DecisionsAbout(person)).Any(permit => permit.ConsentId == consent && permit.Agency == agency && permit.From <= Now && Now < permit.Until);
    }

    private IEnumerable<SharingDecision> DecisionsAbout(string person) => decisions
        .Where(one => one.Value.Person == person && Records.Single(record => record.Id == one.Key).Person is not null)
        .Select(one => new SharingDecision(Parse(one.Value.Body), one.Key, one.Value.Author));

    private Known PatientOf(string person) => Records.Single(record => record.Type == "Patient" && record.Id == person);

    /// <summary>A record stands beside its person only when its writer may know the person.</summary>
    private string? Beside(string agency, string person) => MaySee(agency, PatientOf(person)) ? person : null;

    private async Task Person()
    {
        var agency = Any(Agencies);
        var id = await story.Person(agency);
        people.Add(id);
        Records.Add(new Known("Patient", id, agency, "identity", id));
    }

    private async Task Record()
    {
        var (agency, category, person) = (Any(Agencies), Any(Recorded), Any(people));
        var beside = Beside(agency, person);
        var id = await story.Record(agency, category, person);
        Records.Add(new Known(TypeOf(category), id, agency, category, beside));
    }

    private async Task Share()
    {
        var (author, to, person) = (Any(Agencies), Any(Agencies), Any(people));
        var categories = ShareCategories.Shareable.Where(_ => random.Next(2) == 0).DefaultIfEmpty("identity").ToArray();
        var (type, basis) = random.Next(5) switch
        {
            0 => ("deny", "does-not-agree"),
            1 => ("permit", "share-to-keep-safe"),
            _ => ("permit", "young-person-agrees"),
        };
        var start = Now.AddHours(random.Next(-20, 6));
        var body = Story.Decision(person, to, categories, author, basis, type, Instant(start), Instant(start.AddHours(random.Next(1, 40))));
        var beside = Beside(author, person);
        var id = await story.Create(author, "Consent", (JsonObject)body.DeepClone());
        Records.Add(new Known("Consent", id, author, "sharing", beside));
        decisions[id] = (body, author, person);
    }

    private async Task Withdraw()
    {
        if (decisions.Count == 0)
        {
            return;
        }

        var (id, (body, author, person)) = Any([.. decisions]);
        if (body["status"]!.GetValue<string>() == "active")
        {
            var reply = await story.Withdraw(id, author);
            Assert.True(reply.Status == 200, reply.Text);
            var withdrawn = (JsonObject)body.DeepClone();
            withdrawn["status"] = "inactive";
            decisions[id] = (withdrawn, author, person);
        }
    }

    private async Task Refer()
    {
        var (placer, to, person) = (Any(Agencies), Any(Agencies), Any(people));
        var beside = Beside(placer, person);
        var request = await story.Create(placer, "ServiceRequest", Story.Request(person, "active", placer));
        Records.Add(new Known("ServiceRequest", request, placer, "referral", beside));
        var covered = to == placer || (beside is not null && ShareCategories.NeededToRefer.All(category => ConsentRules.Decide(DecisionsAbout(person), to, category, Now).Permitted));
        var work = Story.Work(person, request, to, placer);
        work["resourceType"] = "Task";
        var reply = await story.As(placer).Post("Task", work.ToJsonString());
        Assert.True(reply.Status == (covered ? 201 : 403), reply.Text);
        if (covered)
        {
            Records.Add(new Known("Task", reply.Id, placer, "referral", beside) { Request = request });
            Tasks.Add(new KnownTask(reply.Id, request, placer, to, beside ?? "nobody", person));
        }
    }

    private async Task Move()
    {
        var open = Tasks.Where(task => task.Status is "requested" or "accepted").ToList();
        if (open.Count == 0)
        {
            return;
        }

        var task = Any([.. open]);
        var (status, reply) = (task.Status, random.Next(2)) switch
        {
            ("requested", 0) => ("rejected", await story.Reject(task.Recipient, task.Id)),
            ("requested", _) => ("accepted", await story.Accept(task.Recipient, task.Id)),
            _ => ("completed", await story.Complete(task.Recipient, task.Id)),
        };
        Assert.True(reply.Status == 200, reply.Text);
        task.Status = status;
        var at = Records.FindIndex(record => record.Id == task.Id);
        if (task.Recipient == task.Placer && Beside(task.Placer, task.About) is { } beside)
        {
            Records[at] = Records[at] with { Person = beside };
        }
    }

    private async Task Emergency()
    {
        var (agency, person) = (Any(Agencies), Any(people));
        var closed = !MaySee(agency, PatientOf(person));
        var reply = await story.InEmergency(agency).Get($"Patient/{person}");
        Assert.True(reply.Status == 200, reply.Text);
        if (closed)
        {
            emergencies.Add((agency, person, Now.AddHours(8)));
        }
    }

    private Task Wait()
    {
        hub.Clock.Advance(TimeSpan.FromHours(random.Next(1, 5)));
        return Task.CompletedTask;
    }

    private T Any<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static string TypeOf(string category) => category switch
    {
        "safety-plan" => "CarePlan",
        "joint-plan" => "Goal",
        "episode" => "EpisodeOfCare",
        "assessment" => "Observation",
        "contact-log" => "Encounter",
        _ => "DocumentReference",
    };

    private static string Instant(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static Hub.Fhir.Json.JsonValue Parse(JsonObject body) => JsonText.Parse(Encoding.UTF8.GetBytes(body.ToJsonString()), [])!.Root;
}
