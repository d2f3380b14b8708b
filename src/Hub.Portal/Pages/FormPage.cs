using System.Text.Json;
using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Tags;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;

namespace Hub.Portal.Pages;

/// <summary>A page with one form: what is typed is kept on the person's desk until it is sent, and a refusal of the hub becomes an error on the page.</summary>
public abstract class FormPage<TForm>(Desk desk, Dates dates) : PageModel
    where TForm : class, new()
{
    private static readonly string[] NotWords = ["__RequestVerificationToken", nameof(RequestId), nameof(Version)];

    [BindProperty]
    public TForm Form { get; set; } = new();

    /// <summary>Sent with the write: pressed twice, it is done once.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>The version the person saw while typing.</summary>
    [BindProperty]
    public string? Version { get; set; }

    /// <summary>When what stands in the form was kept, if it comes from the desk.</summary>
    public string? KeptAt { get; private set; }

    /// <summary>Somebody else saved first: the page shows how it stands now beside what was typed.</summary>
    public bool Conflicted => ModelState[""]?.Errors.Any(error => error.ErrorMessage == Words.ChangedMeanwhile) == true;

    public Signed Me => Signed.From(User);

    /// <summary>Where this form stands on the desk.</summary>
    protected virtual string DraftKey => "form:" + Request.Path;

    public async Task<IActionResult> OnPostDraft(CancellationToken cancellationToken)
    {
        var fields = Request.Form.Where(one => !NotWords.Contains(one.Key)).ToDictionary(one => one.Key, one => one.Value.ToArray());
        var at = await desk.Keep(Me.UserId, DraftKey, JsonSerializer.Serialize(fields), cancellationToken);
        return Content("Saved " + Dates.Clock(at), "text/plain");
    }

    /// <summary>Fills the form with what was typed before, when there is something.</summary>
    protected async Task<bool> Restore(CancellationToken cancellationToken)
    {
        RequestId = HubClient.NewRequestId();
        if (await desk.Read(Me.UserId, DraftKey, cancellationToken) is not { } draft)
        {
            return false;
        }

        var fields = JsonSerializer.Deserialize<Dictionary<string, string?[]>>(draft.Json)!;
        var form = new FormCollection(fields.ToDictionary(one => one.Key, one => new StringValues(one.Value)));
        await TryUpdateModelAsync(Form, nameof(Form), new FormValueProvider(BindingSource.Form, form, System.Globalization.CultureInfo.InvariantCulture));
        ModelState.Clear();
        KeptAt = dates.Say(draft.SavedAt);
        return true;
    }

    protected Task Forget(CancellationToken cancellationToken) => desk.Drop(Me.UserId, DraftKey, cancellationToken);

    protected void Fail(IEnumerable<FieldError> errors)
    {
        var order = new List<string>();
        foreach (var error in errors)
        {
            order.Add(error.Field.Length == 0 ? "" : nameof(Form) + "." + error.Field);
            ModelState.AddModelError(order[^1], error.Text);
        }

        HttpContext.Items[ErrorSummaryTag.InOrder] = order;
    }

    /// <summary>Does the write; where the hub refuses, its sentences stand on the page and nothing typed is lost.</summary>
    protected async Task<bool> Try(Func<Task> write)
    {
        if (await ModelState.Try(write))
        {
            return true;
        }

        RequestId = HubClient.NewRequestId();
        ModelState.Remove(nameof(RequestId));
        return false;
    }

    protected IActionResult Done(string told, string address)
    {
        TempData["Told"] = told;
        return LocalRedirect(address);
    }
}

/// <summary>One thing to put right: the field, and the sentence that says how.</summary>
public readonly record struct FieldError(string Field, string Text);
