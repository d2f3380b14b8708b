using Hub.Fhir.Care;
using Hub.Portal.Tags;

namespace Hub.Portal.Pages.Refer;

/// <summary>Where to, why, how soon.</summary>
public sealed class TargetModel(JourneyParts parts) : JourneyPage<TargetPart>(parts)
{
    public IEnumerable<Choice> Targets
    {
        get
        {
            foreach (var agency in Names.Agencies.Where(agency => agency.Id != Me.Agency))
            {
                foreach (var service in Names.Services.Where(service => service.Agency == agency.Id && service.Open))
                {
                    yield return new Choice($"{agency.Id}/{service.Id}", service.Name, service.About is null ? agency.Name : $"{agency.Name}. {service.About}");
                }

                yield return new Choice(agency.Id, agency.Name, "The agency decides which of its teams");
            }
        }
    }

    public static IEnumerable<Choice> Soon =>
    [
        new("routine", "Routine", "They decide within 2 weeks"),
        new("urgent", "Urgent", "They see it within 4 hours and decide within a day"),
        new("asap", "Today", "They see it within an hour. Ring them too"),
        new("stat", "Now", "They see it within 15 minutes. Ring them first"),
    ];

    protected override TargetPart? Part(Journey journey) => journey.Service;

    protected override void Put(Journey journey, TargetPart part)
    {
        var before = journey.Service?.Agency;
        journey.Service = part;
        if (before is { Length: > 0 } && before != part.Agency)
        {
            journey.Sharing = null;
        }
    }

    protected override IEnumerable<FieldError> Errors() => Form.Errors()
        .Concat(Form.To is { Length: > 0 } to && Targets.All(target => target.Value != to) ? [new FieldError(nameof(TargetPart.To), "Choose who should help")] : []);
}

/// <summary>In their words.</summary>
public sealed class VoiceModel(JourneyParts parts) : JourneyPage<VoicePart>(parts)
{
    protected override VoicePart? Part(Journey journey) => journey.Voice;

    protected override void Put(Journey journey, VoicePart part) => journey.Voice = part;

    protected override IEnumerable<FieldError> Errors() => Form.Errors();
}

/// <summary>What they need now.</summary>
public sealed class NeedsModel(JourneyParts parts) : JourneyPage<NeedsPart>(parts)
{
    public static IEnumerable<Choice> Groupings => Words.Choices(Canonicals.NeedsBasedGrouping).Select(choice => choice with { Hint = Words.Grouping(choice.Value) });

    protected override NeedsPart? Part(Journey journey) => journey.Needs;

    protected override void Put(Journey journey, NeedsPart part) => journey.Needs = part;

    protected override IEnumerable<FieldError> Errors() => Form.Errors();
}

/// <summary>How they may be reached.</summary>
public sealed class ContactModel(JourneyParts parts) : JourneyPage<ContactPart>(parts)
{
    protected override ContactPart? Part(Journey journey) => journey.Contact;

    protected override void Put(Journey journey, ContactPart part) => journey.Contact = part;

    protected override IEnumerable<FieldError> Errors() => Form.Errors();
}

/// <summary>What goes on until somebody has taken over.</summary>
public sealed class MeanwhileModel(JourneyParts parts) : JourneyPage<MeanwhilePart>(parts)
{
    public IEnumerable<Choice> Holders => Names.Agencies.Where(agency => agency.Id != Journey.Service?.Agency)
        .OrderByDescending(agency => agency.Id == Me.Agency)
        .Select(agency => new Choice(agency.Id, agency.Id == Me.Agency ? "We do" : agency.Name, agency.Id == Me.Agency ? null : "Only if they have agreed to"));

    protected override string Onward => Journey.Complete ? $"/refer/{Id}/check" : "/refer/" + Id;

    protected override MeanwhilePart? Part(Journey journey) => journey.Meanwhile;

    protected override MeanwhilePart Fresh() => new() { RiskHolder = Me.Agency };

    protected override void Put(Journey journey, MeanwhilePart part) => journey.Meanwhile = part;

    protected override IEnumerable<FieldError> Errors() => Form.Errors()
        .Concat(Form.RiskHolder is { Length: > 0 } holder && Holders.All(choice => choice.Value != holder) ? [new FieldError(nameof(MeanwhilePart.RiskHolder), "Say who holds the risk meanwhile")] : []);
}
