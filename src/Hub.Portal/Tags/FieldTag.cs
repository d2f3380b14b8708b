using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hub.Portal.Tags;

/// <summary>A text field, or with rows a text area, with label, hint, error and if wanted a count of characters.</summary>
[HtmlTargetElement("hub-field", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTag : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public string Type { get; set; } = "text";

    public string? Width { get; set; }

    public string? Inputmode { get; set; }

    public string? Autocomplete { get; set; }

    public int Rows { get; set; }

    public int Max { get; set; }

    public bool Big { get; set; }

    /// <summary>The label is the page's heading.</summary>
    public bool Heading { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (id, error) = (Markup.Id(For.Name), Markup.Error(View, For.Name));
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Group(error, Max > 0 ? " govuk-character-count" : ""));
        if (Max > 0)
        {
            output.Attributes.SetAttribute("data-module", "govuk-character-count");
            output.Attributes.SetAttribute("data-maxlength", Max);
        }

        var described = Markup.Described(id, Hint, error, Max > 0 ? id + "-info" : null);
        var count = Max > 0 ? $"<div id=\"{id}-info\" class=\"govuk-hint govuk-character-count__message\">You can enter up to {Max} characters</div>" : "";
        output.Content.SetHtmlContent(LabelHtml(id) + Markup.HintAndError(id, Hint, error) + Input(id, error, described) + count);
    }

    private string LabelHtml(string id)
    {
        var size = Heading ? "govuk-label--l" : Big ? "govuk-label--m" : "govuk-label--s";
        var label = $"<label class=\"govuk-label {size}\" for=\"{id}\">{Markup.Text(Label)}</label>";
        return Heading ? $"<h1 class=\"govuk-label-wrapper\">{label}</h1>" : label;
    }

    private string Input(string id, string? error, string described)
    {
        var value = View.ModelState.TryGetValue(For.Name, out var entry) && entry.AttemptedValue is { } attempted && Type != "password"
            ? attempted
            : Type == "password" ? "" : For.Model?.ToString();
        var name = $" id=\"{id}\" name=\"{Markup.Text(For.Name)}\"{described}{Markup.Attribute("autocomplete", Autocomplete)}";
        return Rows > 0
            ? $"<textarea class=\"govuk-textarea{(error is null ? "" : " govuk-textarea--error")}{(Max > 0 ? " govuk-js-character-count" : "")}\" rows=\"{Rows}\"{name}>\n{Markup.Text(value)}</textarea>"
            : $"<input class=\"govuk-input{(Width is null ? "" : " govuk-input--width-" + Width)}{(error is null ? "" : " govuk-input--error")}\" type=\"{Type}\" value=\"{Markup.Text(value)}\"{Markup.Attribute("inputmode", Inputmode)} spellcheck=\"{(Type == "text" ? "true" : "false")}\"{name}>";
    }
}
