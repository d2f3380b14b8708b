using Hub.Fhir.Care;
using Hub.Portal.Reading;
using Hub.Portal.Tags;

namespace Hub.Portal.Pages.Refer;

/// <summary>The sharing decision: three doors, and a fourth where it is already open.</summary>
public sealed class SharingModel(JourneyParts parts) : JourneyPage<SharingPart>(parts)
{
    private bool covered;

    public string To => Journey.Service?.Agency ?? "";

    public static IEnumerable<Choice> Who => Words.Choices(Canonicals.LegalBasis).Where(choice => choice.Value is "young-person-agrees" or "parent-agrees");

    public static IEnumerable<Choice> Categories => Words.Choices(Canonicals.ShareCategory).Select(choice => choice with { Hint = Words.Category(choice.Value) });

    public IEnumerable<Choice> Ends => ((int[])[3, 6, 12]).Select(months => new Choice($"{months}", $"{Dates.Exact(Parts.Dates.Today.AddMonths(months))} ({months} months)"));

    public IEnumerable<Choice> Doors =>
        (covered ? new Choice[] { new(SharingPart.Already, "It is decided already", "A decision in force lets them see who it is and the referral") } : [])
        .Concat([
            new(SharingPart.Agreed, "They agree"),
            new(SharingPart.Safe, "We will share to keep someone safe", "Without agreement, because it is necessary. The reason is kept and they are told where that is safe"),
            new(SharingPart.No, "They do not agree and we will not share", "It is written down, and the referral is not sent. You can still ask for advice without a name"),
        ]);

    protected override SharingPart? Part(Journey journey) => journey.Sharing;

    protected override void Put(Journey journey, SharingPart part) => journey.Sharing = part;

    protected override IEnumerable<FieldError> Errors() => Form.Errors();

    protected override async Task Show(CancellationToken cancellationToken) => covered = await Covered(cancellationToken);

    protected override async Task<bool> Accepts(CancellationToken cancellationToken)
    {
        covered = await Covered(cancellationToken);
        if (Form.Door == SharingPart.Already && !covered)
        {
            Fail([new FieldError(nameof(SharingPart.Door), "No decision in force covers this agency. Choose one of the three")]);
        }

        return ModelState.IsValid && To.Length > 0;
    }

    private async Task<bool> Covered(CancellationToken cancellationToken)
    {
        if (Journey.Person?.Known is not { } known || To.Length == 0)
        {
            return false;
        }

        var page = await Parts.Hub.Search($"Consent?patient=Patient/{known}&status=active&_count=100", cancellationToken);
        return ConsentRules.Missing(page.Matches.Select(PersonReader.Decision), To, ShareCategories.NeededToRefer, Parts.Dates.Now).Count == 0;
    }
}
