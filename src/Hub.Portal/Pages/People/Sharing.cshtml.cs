using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Hub.Portal.Rows;
using Hub.Portal.Tags;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.People;

/// <summary>Who may see what, on which basis, until when; and who has looked.</summary>
public sealed class SharingModel(PersonReader reader, HubClient hub, Dates dates) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    public PersonFile About { get; private set; } = null!;

    public Signed Me => Signed.From(User);

    public IReadOnlyList<Choice> Categories { get; } = Words.Choices(Canonicals.ShareCategory);

    public IReadOnlyList<MatrixRow> Rows { get; private set; } = [];

    public IReadOnlyList<LookRow> Looks { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var events = hub.Search($"AuditEvent?patient=Patient/{Id}&_count=200&_sort=-date", cancellationToken);
        About = await reader.Read(Id, cancellationToken);
        Rows = MatrixRow.Of(ConsentRules.Permissions(About.Consents.Select(PersonReader.Decision)), About.Names, dates);
        Looks = LookRow.Of((await events).Matches, About.Names, dates);
    }
}

/// <summary>One agency's line: until when it may see each category, and on what basis.</summary>
public sealed record MatrixRow(string Agency, IReadOnlyDictionary<string, string> Until, string Basis)
{
    public static IReadOnlyList<MatrixRow> Of(IReadOnlyList<Permission> permissions, AgencyNames names, Dates dates) =>
        [.. permissions.Where(permit => permit.From <= dates.Now && dates.Now < permit.Until)
            .GroupBy(permit => permit.Agency)
            .Select(group => new MatrixRow(
                names[group.Key],
                group.GroupBy(permit => permit.Category).ToDictionary(one => one.Key, one => dates.Full(Dates.Day(one.Max(permit => permit.Until).AddSeconds(-1)))),
                string.Join(", ", group.Select(permit => permit.Basis == Permission.Safeguarding ? "to keep someone safe" : "agreed").Distinct())))
            .OrderBy(row => row.Agency, StringComparer.Ordinal)];
}

/// <summary>How often an agency has looked.</summary>
public sealed record LookRow(string Agency, string Times, string Last, bool Emergency)
{
    public static IReadOnlyList<LookRow> Of(IEnumerable<JsonValue> events, AgencyNames names, Dates dates) =>
        [.. events.Where(root => root["outcome"].TextOf() == "0")
            .Select(root => (
                Agency: root["agent"].Each().Select(agent => agent["who"].AgencyOf()).FirstOrDefault(agency => agency is not null),
                At: Said.Moment(root["recorded"].TextOf()),
                Emergency: root["purposeOfEvent"].Item(0)["coding"].Item(0)["code"].TextOf() is "BTG" or "ETREAT"))
            .Where(look => look.Agency is not null && look.At is not null)
            .GroupBy(look => look.Agency)
            .Select(group => new LookRow(names[group.Key], Dates.Count(group.Count(), "look"), dates.Say(group.Max(look => look.At!.Value)), group.Any(look => look.Emergency)))
            .OrderBy(row => row.Agency, StringComparer.Ordinal)];
}
