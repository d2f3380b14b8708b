using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hub.Portal.Tags;

/// <summary>One thing to choose, as its value, its words, and if needed a line that explains it.</summary>
public sealed record Choice(string Value, string Text, string? Hint = null);

/// <summary>Radios, or with many check boxes, under one legend.</summary>
[HtmlTargetElement("hub-choices", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChoicesTag : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    public string Legend { get; set; } = "";

    public string? Hint { get; set; }

    public bool Many { get; set; }

    public IEnumerable<Choice> Items { get; set; } = [];

    private string Kind => Many ? "checkboxes" : "radios";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (id, error) = (Markup.Id(For.Name), Markup.Error(View, For.Name));
        var chosen = Chosen();
        var rows = Items.Select((item, index) => Row(item, index == 0 ? id : $"{id}-{index + 1}", chosen.Contains(item.Value)));
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Group(error));
        var legend = $"<legend class=\"govuk-fieldset__legend govuk-fieldset__legend--s\">{Markup.Text(Legend)}</legend>";
        output.Content.SetHtmlContent(
            $"<fieldset class=\"govuk-fieldset\"{Markup.Described(id, Hint, error)}>{legend}{Markup.HintAndError(id, Hint, error)}" +
            $"<div class=\"govuk-{Kind} govuk-{Kind}--small\" data-module=\"govuk-{Kind}\">{string.Concat(rows)}</div></fieldset>");
    }

    private HashSet<string> Chosen() => For.Model switch
    {
        string one => [one],
        IEnumerable<string> many => [.. many],
        null => [],
        var other => [other.ToString() ?? ""],
    };

    private string Row(Choice item, string id, bool on)
    {
        var hint = item.Hint is null ? "" : $"<div id=\"{id}-more\" class=\"govuk-hint govuk-{Kind}__hint\">{Markup.Text(item.Hint)}</div>";
        var described = item.Hint is null ? "" : $" aria-describedby=\"{id}-more\"";
        return $"<div class=\"govuk-{Kind}__item\"><input class=\"govuk-{Kind}__input\" id=\"{id}\" name=\"{Markup.Text(For.Name)}\" type=\"{(Many ? "checkbox" : "radio")}\" value=\"{Markup.Text(item.Value)}\"{(on ? " checked" : "")}{described}>" +
            $"<label class=\"govuk-label govuk-{Kind}__label\" for=\"{id}\">{Markup.Text(item.Text)}</label>{hint}</div>";
    }
}

/// <summary>One of many in a list that drops down.</summary>
[HtmlTargetElement("hub-pick", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PickTag : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public IEnumerable<Choice> Items { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (id, error) = (Markup.Id(For.Name), Markup.Error(View, For.Name));
        var options = Items.Select(item => $"<option value=\"{Markup.Text(item.Value)}\"{(item.Value == For.Model?.ToString() ? " selected" : "")}>{Markup.Text(item.Text)}</option>");
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Group(error));
        output.Content.SetHtmlContent(
            $"<label class=\"govuk-label govuk-label--s\" for=\"{id}\">{Markup.Text(Label)}</label>{Markup.HintAndError(id, Hint, error)}" +
            $"<select class=\"govuk-select\" id=\"{id}\" name=\"{Markup.Text(For.Name)}\"{Markup.Described(id, Hint, error)}>{string.Concat(options)}</select>");
    }
}
