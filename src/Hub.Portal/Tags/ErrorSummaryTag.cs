using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hub.Portal.Tags;

/// <summary>The errors of a page in the order they were found, each line a link to its field.</summary>
[HtmlTargetElement("hub-errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTag : TagHelper
{
    /// <summary>Under this name a page leaves the fields in the order in which it looked at them.</summary>
    public const string InOrder = "hub-error-order";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (View.ModelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        var order = View.HttpContext.Items[InOrder] as List<string> ?? [];
        var rows = from entry in View.ModelState
                   where entry.Value!.Errors.Count > 0
                   orderby order.IndexOf(entry.Key)
                   select Row(entry.Key, entry.Value.Errors[0].ErrorMessage);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-error-summary");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        output.Content.SetHtmlContent(
            "<div role=\"alert\"><h2 class=\"govuk-error-summary__title\">There is a problem</h2><div class=\"govuk-error-summary__body\">" +
            $"<ul class=\"govuk-list govuk-error-summary__list\">{string.Concat(rows)}</ul></div></div>");
    }

    private static string Row(string field, string text) => field.Length == 0
        ? $"<li>{Markup.Text(text)}</li>"
        : $"<li><a href=\"#{Markup.Id(field)}\">{Markup.Text(text)}</a></li>";
}
