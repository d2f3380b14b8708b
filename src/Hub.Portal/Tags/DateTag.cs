using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hub.Portal.Tags;

/// <summary>A date in three parts, as people type it; nothing is guessed.</summary>
public sealed class DateParts
{
    public string? Day { get; set; }

    public string? Month { get; set; }

    public string? Year { get; set; }

    public bool Empty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    /// <summary>The date, or null when the parts make none.</summary>
    public DateOnly? Date =>
        int.TryParse(Year, out var year) && int.TryParse(Month, out var month) && int.TryParse(Day, out var day)
        && year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    public static DateParts Of(DateOnly? date) => date is { } day
        ? new() { Day = $"{day.Day}", Month = $"{day.Month}", Year = $"{day.Year}" }
        : new();
}

/// <summary>Day, month and year under one legend.</summary>
[HtmlTargetElement("hub-date", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DateTag : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    public string Legend { get; set; } = "";

    public string? Hint { get; set; }

    /// <summary>For a date that may be known by month only.</summary>
    public bool MonthOnly { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (id, error) = (Markup.Id(For.Name), Markup.Error(View, For.Name));
        var parts = For.Model as DateParts ?? new();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Group(error));
        var first = MonthOnly ? "" : Part("Day", parts.Day, 2, error, id);
        output.Content.SetHtmlContent(
            $"<fieldset class=\"govuk-fieldset\" role=\"group\"{Markup.Described(id, Hint, error)}><legend class=\"govuk-fieldset__legend govuk-fieldset__legend--s\">{Markup.Text(Legend)}</legend>" +
            $"{Markup.HintAndError(id, Hint, error)}<div class=\"govuk-date-input\">{first}{Part("Month", parts.Month, 2, error, MonthOnly ? id : null)}{Part("Year", parts.Year, 4, error, null)}</div></fieldset>");
    }

    private string Part(string part, string? value, int width, string? error, string? id) =>
        "<div class=\"govuk-date-input__item\"><div class=\"govuk-form-group\">" +
        $"<label class=\"govuk-label govuk-date-input__label\" for=\"{id ?? Markup.Id(For.Name + "." + part)}\">{part}</label>" +
        $"<input class=\"govuk-input govuk-date-input__input govuk-input--width-{width}{(error is null ? "" : " govuk-input--error")}\" id=\"{id ?? Markup.Id(For.Name + "." + part)}\" name=\"{Markup.Text(For.Name + "." + part)}\" type=\"text\" inputmode=\"numeric\" value=\"{Markup.Text(value)}\"></div></div>";
}
