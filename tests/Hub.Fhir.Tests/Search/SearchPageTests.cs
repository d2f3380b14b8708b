using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.Search;

/// <summary>specs/search.md says what is so.</summary>
public sealed class SearchPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SpecsPage Page = new("specs/search.md");

    [Fact]
    public void Every_search_on_the_page_finds_what_it_says()
    {
        var matcher = new SearchMatcher(Subjects(), Now);
        var rows = Page.Rows("search");

        Assert.True(rows.Count > 20);
        Assert.All(rows, row => Assert.Equal(row.Result, Found(row.Left, matcher)));
    }

    private static string Found(string search, SearchMatcher matcher)
    {
        var (type, parameters) = (search[..search.IndexOf('?')], search[(search.IndexOf('?') + 1)..]);
        var issues = new List<Issue>();
        var query = SearchQuery.Parse(type, parameters.Split('&').Select(one => KeyValuePair.Create(one[..one.IndexOf('=')], one[(one.IndexOf('=') + 1)..])), false, issues);
        return string.Join(", ", issues.Select(issue => issue.Text).Concat(matcher.Find(query).Select(subject => subject.Id)));
    }

    private static List<SearchSubject> Subjects()
    {
        var subjects = new List<SearchSubject>();
        foreach (var item in JsonText.Of(System.Text.Encoding.UTF8.GetBytes(Page.Json)).Root.Items)
        {
            var resource = FhirElement.OfResource(item);
            subjects.Add(new(resource.Type.Name, item["id"].Text, Now, SearchIndex.Extract(resource)));
        }

        return subjects;
    }
}
