using AutoMapper;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Rows;

namespace Hub.Portal.Reading;

/// <summary>Reads one referral with what stands around it.</summary>
public sealed class ReferralReader(HubClient hub, AgencyBook book, ReferralList referrals, IMapper mapper)
{
    public async Task<ReferralFile> Read(string id, CancellationToken cancellationToken)
    {
        var names = await book.Names(cancellationToken);
        var task = await hub.Read("Task/" + id, cancellationToken);
        if (!ReferralTask.Is(task.Root))
        {
            throw new HubRefusalException(404, "not-found", []);
        }

        var view = new ReferralTask(task.Root);
        var request = Find("ServiceRequest", view.Referral, cancellationToken);
        var patient = Find("Patient", view.Person, cancellationToken);
        var along = new[] { await request, await patient }.OfType<FhirResource>().ToLookup(found => found.Reference, found => found.Root);
        return new ReferralFile
        {
            Task = task,
            Request = (await request)?.Root ?? default,
            Person = await patient is { } person ? mapper.Map<PersonRow>(new Person(person.Root)) : null,
            Names = names,
            Row = referrals.Row(task.Root, along, names),
        };
    }

    private async Task<FhirResource?> Find(string type, string? id, CancellationToken cancellationToken) =>
        id is null ? null : await hub.Find($"{type}/{id}", cancellationToken);

    /// <summary>Every move both sides know of, newest first.</summary>
    public async Task<IReadOnlyList<StoryRow>> Story(string id, CancellationToken cancellationToken)
    {
        var page = await hub.Search($"Provenance?target=Task/{id}&_count=100", cancellationToken);
        var rows = from root in page.Matches
                   let at = Said.Moment(root["recorded"].TextOf())
                   where at is not null
                   orderby at descending
                   select new StoryRow(
                       ReferralWords.Event(root["activity"]["coding"].Item(0)["code"].Text),
                       root["agent"].Item(0)["who"].AgencyOf(),
                       at.Value);
        return [.. rows];
    }

    /// <summary>What the young person said for this referral, in their words.</summary>
    public async Task<VoiceRow?> Voice(string person, CancellationToken cancellationToken)
    {
        var page = await hub.Search($"QuestionnaireResponse?patient=Patient/{person}&questionnaire={Uri.EscapeDataString(Canonicals.InMyWords)}&_sort=-authored&_count=1", cancellationToken);
        return page.Matches.Select(VoiceRow.Of).FirstOrDefault();
    }
}

/// <summary>One referral as its page knows it.</summary>
public sealed record ReferralFile
{
    public required FhirResource Task { get; init; }

    public JsonValue Request { get; init; }

    public PersonRow? Person { get; init; }

    public required AgencyNames Names { get; init; }

    public required ReferralRow Row { get; init; }

    public IEnumerable<NoteRow> Notes => Task.Root["note"].Each().Select(note => new NoteRow(
        note["authorReference"]["display"].TextOf() ?? note["authorString"].TextOf() ?? Names[note["authorReference"].AgencyOf()],
        Said.Moment(note["time"].TextOf()),
        note["text"].Text));

    public string? Meanwhile => Request.Extension(CareExtensions.Meanwhile)["valueString"].TextOf();

    public string? Outcome => Output("outcome")["valueCodeableConcept"].CodeIn(Canonicals.ReferralOutcome);

    public string? HandBack => Output("hand-back-note")["valueString"].TextOf();

    public bool IsPlacer(Signed me) => Row.Placer == me.Agency;

    public bool IsRecipient(Signed me) => Row.Recipient == me.Agency;

    private JsonValue Output(string kind) =>
        Task.Root["output"].Each().FirstOrDefault(output => output["type"].CodeIn(Canonicals.TaskOutput) == kind);
}

/// <summary>One line of a referral's story.</summary>
public sealed record StoryRow(string What, string? Agency, DateTimeOffset At);

/// <summary>A question, an answer, a word between the two sides.</summary>
public sealed record NoteRow(string By, DateTimeOffset? At, string Text);

/// <summary>What a young person said.</summary>
public sealed record VoiceRow(string Text, string? How, DateTimeOffset? At)
{
    public static VoiceRow Of(JsonValue response)
    {
        var answers = response["item"].Each().ToDictionary(item => item["linkId"].Text, item => item["answer"].Item(0)["valueString"].TextOf());
        return new VoiceRow(
            answers.GetValueOrDefault("words") ?? answers.Values.FirstOrDefault(text => text is not null) ?? "",
            answers.GetValueOrDefault("how"),
            Said.Moment(response["authored"].TextOf()));
    }
}
