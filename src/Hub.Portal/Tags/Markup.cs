using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Hub.Portal.Tags;

/// <summary>What all form tags say the same way: ids, encoded text, hint, error and what describes a field.</summary>
internal static class Markup
{
    public static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    public static string Id(string name) => name.Replace('.', '_').Replace('[', '_').Replace(']', '_');

    public static string? Error(ViewContext view, string name) =>
        view.ModelState.TryGetValue(name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    public static string HintAndError(string id, string? hint, string? error) =>
        (hint is null ? "" : $"<div id=\"{id}-hint\" class=\"govuk-hint\">{Text(hint)}</div>")
        + (error is null ? "" : $"<p id=\"{id}-error\" class=\"govuk-error-message\"><span class=\"govuk-visually-hidden\">Error:</span> {Text(error)}</p>");

    public static string Described(string id, string? hint, string? error, string? more = null)
    {
        string?[] parts = [hint is null ? null : id + "-hint", error is null ? null : id + "-error", more];
        var ids = string.Join(' ', parts.Where(part => part is not null));
        return ids.Length == 0 ? "" : $" aria-describedby=\"{ids}\"";
    }

    public static string Group(string? error, string more = "") => "govuk-form-group" + (error is null ? "" : " govuk-form-group--error") + more;

    public static string Attribute(string name, string? value) => value is null ? "" : $" {name}=\"{Text(value)}\"";
}
