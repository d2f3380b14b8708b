using AutoMapper;
using Hub.Fhir.Care;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Hub.Portal.Rows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.People;

/// <summary>Everybody whose record this person's agency may see.</summary>
public sealed class PeopleModel(HubClient hub, IMapper mapper) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public IReadOnlyList<PersonRow> Rows { get; private set; } = [];

    public string? Onward { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var page = await hub.Search("Patient?_count=25&_sort=-_lastUpdated" + (string.IsNullOrEmpty(Cursor) ? "" : "&_cursor=" + Uri.EscapeDataString(Cursor)), cancellationToken);
        Rows = [.. page.Matches.Select(root => mapper.Map<PersonRow>(new Person(root)))];
        Onward = page.Next;
    }
}

/// <summary>Finds a person by name, alias or NHS number.</summary>
public sealed class SearchModel(PeopleSearch people) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public IReadOnlyList<PersonRow> Rows { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken) =>
        Rows = string.IsNullOrWhiteSpace(Q) ? [] : await people.Find(Q, cancellationToken);
}
