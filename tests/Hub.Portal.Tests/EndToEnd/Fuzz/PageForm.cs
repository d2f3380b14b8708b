using System.Net;
using System.Text.RegularExpressions;

namespace Hub.Portal.Tests.EndToEnd.Fuzz;

/// <summary>A form as a browser would send it: where to, and its fields with what stands in them, one of each set of choices.</summary>
internal sealed partial record PageForm(string Target, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>All forms of a page that are posted.</summary>
    public static IReadOnlyList<PageForm> Of(string path, string html, Random random) =>
        [.. PostForm().Matches(html).SelectMany(form => Targets(path, form.Value).Select(target => new PageForm(target, Read(form.Value, random))))];

    /// <summary>Where the form goes, and where its buttons say it goes instead.</summary>
    private static IEnumerable<string> Targets(string path, string form) =>
        Action().Matches(form).Select(action => WebUtility.HtmlDecode(action.Groups[1].Value)).DefaultIfEmpty(path)
            .Select(action => action.StartsWith('/') ? action : path.Split('?')[0] + action).Distinct();

    private static List<KeyValuePair<string, string>> Read(string form, Random random)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var set in Field().Matches(form).Select(Read).Where(field => field.Name != "__RequestVerificationToken").GroupBy(field => field.Name))
        {
            var values = set.Select(field => field.Value).ToList();
            fields.Add(KeyValuePair.Create(set.Key, values[random.Next(values.Count)]));
        }

        return fields;
    }

    private static (string Name, string Value) Read(Match field) =>
        (WebUtility.HtmlDecode(Name().Match(field.Value).Groups[1].Value), Value().Match(field.Value) is { Success: true } value ? WebUtility.HtmlDecode(value.Groups[1].Value) : "Some words");

    [GeneratedRegex("<form[^>]* method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex PostForm();

    [GeneratedRegex(" (?:form)?action=\"([^\"]*)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<(?:input|textarea|select|button)[^>]* name=\"[^>]*>")]
    private static partial Regex Field();

    [GeneratedRegex(" name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
