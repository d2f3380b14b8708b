using System.Text.Json;
using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Account;

/// <summary>Offers again what a time-out kept from being sent.</summary>
public sealed class KeptModel(Desk desk) : PageModel
{
    public KeptForm? Form { get; private set; }

    /// <summary>The fields with words in them, under the name a person would give them.</summary>
    public IEnumerable<(string Name, string Value)> Shown =>
        Form!.Fields.Where(IsWords).Select(one => (Name(one.Key), one.Value));

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var person = Signed.From(User);
        if (await desk.Read(person.UserId, KeptForms.DeskKey, cancellationToken) is not { } draft)
        {
            return Redirect("/");
        }

        await desk.Drop(person.UserId, KeptForms.DeskKey, cancellationToken);
        Form = JsonSerializer.Deserialize<KeptForm>(draft.Json);
        return Page();
    }

    public IActionResult OnPost() => Redirect("/");

    private static bool IsWords(KeyValuePair<string, string> one) =>
        !string.IsNullOrWhiteSpace(one.Value)
        && !one.Key.EndsWith("Id", StringComparison.Ordinal)
        && !one.Key.EndsWith("Version", StringComparison.Ordinal);

    private static string Name(string field)
    {
        var last = field[(field.LastIndexOf('.') + 1)..];
        return string.Concat(last.Select((letter, index) => index > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
    }
}
