using AutoMapper;
using Hub.Fhir.Care;
using Hub.Portal.Reading;
using Hub.Portal.Rows;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Portal.Pages.Refer;

/// <summary>Finds the young person, or takes down somebody new after asking whether it is one of those much like them.</summary>
public sealed class PersonModel(JourneyParts parts, PeopleSearch people, IMapper mapper) : JourneyPage<PersonPart>(parts)
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public IReadOnlyList<PersonRow> Matches { get; private set; } = [];

    /// <summary>People of the same number, alias, or name and birth.</summary>
    public IReadOnlyList<PersonRow> Alike { get; private set; } = [];

    public async Task<IActionResult> OnPostChoose(string choose, CancellationToken cancellationToken)
    {
        if (await Parts.Desk.Read(Me.UserId, Journey.DeskPrefix + Id, cancellationToken) is not { } draft)
        {
            return LocalRedirect("/refer");
        }

        var row = mapper.Map<PersonRow>(new Person((await Parts.Hub.Read("Patient/" + Uri.EscapeDataString(choose), cancellationToken)).Root));
        var journey = Journey.Of(draft);
        journey.Person = new PersonPart { Known = row.Id, Called = row.Name };
        await Parts.Desk.Keep(Me.UserId, Journey.DeskPrefix + Id, journey.Json(), cancellationToken);
        await Forget(cancellationToken);
        return LocalRedirect(Onward);
    }

    protected override PersonPart? Part(Journey journey) => journey.Person;

    protected override void Put(Journey journey, PersonPart part) => journey.Person = part;

    protected override IEnumerable<FieldError> Errors()
    {
        Form.Known = null;
        return Form.Errors(Parts.Dates.Today);
    }

    protected override async Task Show(CancellationToken cancellationToken) =>
        Matches = string.IsNullOrWhiteSpace(Q) ? [] : await people.Find(Q, cancellationToken);

    protected override async Task<bool> Accepts(CancellationToken cancellationToken)
    {
        Alike = Form.NobodyOfThese ? [] : await people.Alike(Form, cancellationToken);
        return Alike.Count == 0;
    }
}
