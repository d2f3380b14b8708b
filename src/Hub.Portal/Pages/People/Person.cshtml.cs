using Hub.Portal.Accounts;
using Hub.Portal.Reading;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.People;

/// <summary>One young person at a glance: what needs attention, their words, who is involved, what happened.</summary>
public sealed class PersonModel(PersonReader reader, ReferralReader referrals, Dates dates) : PageModel
{
    public static readonly IReadOnlyList<(string Key, string Text)> Filters =
        [("all", "All"), ("referral", "Referrals"), ("plan", "Plans"), ("sharing", "Sharing"), ("episode", "Support")];

    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public string Filter => Filters.Any(filter => filter.Key == Show) ? Show! : "all";

    public PersonFile About { get; private set; } = null!;

    public VoiceRow? Voice { get; private set; }

    public IReadOnlyList<AttentionRow> Attention { get; private set; } = [];

    public IReadOnlyList<TimelineRow> Timeline { get; private set; } = [];

    public IReadOnlyList<NetworkRow> Network { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var voice = referrals.Voice(Id, cancellationToken);
        About = await reader.Read(Id, cancellationToken);
        Voice = await voice;
        var presenter = new PersonPresenter(About, dates, Signed.From(User).Agency);
        Attention = presenter.Attention();
        Network = presenter.Network();
        Timeline = [.. presenter.Timeline().Where(line => Filter == "all" || line.Kind == Filter)];
    }
}
