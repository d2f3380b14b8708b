using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Portal.Pages.People;

/// <summary>Emergency access: one person, a reason, a time box; the named worker is told.</summary>
public sealed class EmergencyModel(HubClient hub, Desk desk, Dates dates) : FormPage<EmergencyForm>(desk, dates)
{
    private static readonly TimeSpan OpenFor = TimeSpan.FromHours(8);
    private readonly Dates clock = dates;

    [FromRoute]
    public string Id { get; set; } = "";

    public string Until => clock.Say(clock.Now + OpenFor);

    public void OnGet() => Form.Reason = null;

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        Fail(Texts.Check(nameof(EmergencyForm.Reason), Form.Reason, "Say why you need it now", 1000));
        return ModelState.IsValid && await Try(() => hub.OpenInEmergency(Id, Form.Reason!.Trim().ReplaceLineEndings(" "), cancellationToken))
            ? Done($"Open to your agency until {Until}. Their worker has been told.", $"/people/{Id}")
            : Page();
    }
}

/// <summary>The reason.</summary>
public sealed class EmergencyForm
{
    public string? Reason { get; set; }
}
