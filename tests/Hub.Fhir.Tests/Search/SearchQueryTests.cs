using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Fhir.Tests.Search;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("Patient", "birthdate", "ge2010-05", "2010-05-01", "2010-06-01")]
    [InlineData("Patient", "birthdate", "2010", "2010-01-01", "2011-01-01")]
    [InlineData("Patient", "_lastUpdated", "lt2010-05-03T10:15+01:00", "2010-05-03T09:15Z", "2010-05-03T09:16Z")]
    public void A_date_is_as_wide_as_it_is_written(string type, string name, string value, string low, string high)
    {
        var operand = Assert.Single(Assert.IsType<DateFilter>(Filter(type, name, value)).Values);

        Assert.Equal((At(low), At(high)), (operand.Low, operand.High));
    }

    [Theory]
    [InlineData("100", 99.5, 100.5)]
    [InlineData("100.00", 99.995, 100.005)]
    [InlineData("1e2", 95, 105)]
    [InlineData("ap200", 180, 220)]
    public void A_number_is_as_exact_as_its_digits(string value, double low, double high)
    {
        var operand = Assert.Single(Assert.IsType<NumberFilter>(Filter("RiskAssessment", "probability", value)).Values);

        Assert.Equal(((decimal)low, (decimal)high), (operand.Low, operand.High));
    }

    [Theory]
    [InlineData("a", null, "a")]
    [InlineData("http://x|a", "http://x", "a")]
    [InlineData("|a", "", "a")]
    [InlineData("http://x|", "http://x", null)]
    [InlineData(@"http://x|a\|b\,c", "http://x", "a|b,c")]
    public void A_token_has_a_system_a_code_or_both(string value, string? system, string? code)
    {
        var filter = Assert.IsType<TokenFilter>(Filter("Task", "code", value));

        Assert.Equal(new TokenOperand(system, code), Assert.Single(filter.Values));
    }

    [Fact]
    public void Commas_are_alternatives_and_repeats_are_further_conditions()
    {
        var query = Query("Task", ("status", "requested,received"), ("status", "accepted"));

        Assert.Equal(2, query.Filters.Count);
        Assert.Equal(2, Assert.IsType<TokenFilter>(query.Filters[0]).Values.Count);
    }

    [Theory]
    [InlineData("Task", "owner", "Organization/camhs", "Organization", "camhs", null)]
    [InlineData("Task", "owner", "camhs", null, "camhs", null)]
    [InlineData("Task", "owner:Organization", "camhs", "Organization", "camhs", null)]
    [InlineData("Task", "patient", "p1", "Patient", "p1", null)]
    [InlineData("Task", "owner", "http://elsewhere/Organization/1", null, null, "http://elsewhere/Organization/1")]
    public void A_reference_is_relative_absolute_or_typed(string type, string name, string value, string? target, string? id, string? url)
    {
        var operand = Assert.Single(Assert.IsType<ReferenceFilter>(Filter(type, name, value)).Values);

        Assert.Equal((target, id, url), (operand.Type, operand.Id, operand.Url));
    }

    [Fact]
    public void A_value_set_stands_for_its_codes()
    {
        var filter = Assert.IsType<TokenFilter>(Filter("Patient", "gender:not-in", "http://hl7.org/fhir/ValueSet/administrative-gender"));

        Assert.True(filter.Negated);
        Assert.Equal(["male", "female", "other", "unknown"], filter.Values.Select(one => one.Code));
        Assert.All(filter.Values, one => Assert.Equal("http://hl7.org/fhir/administrative-gender", one.System));
    }

    [Fact]
    public void A_reference_to_the_hub_itself_is_relative()
    {
        var query = SearchQuery.Parse("Task", [new("owner", "https://hub/fhir/Organization/camhs")], false, [], "https://hub/fhir");

        Assert.Equal(new ReferenceOperand("Organization", "camhs"), Assert.Single(((ReferenceFilter)query.Filters[0]).Values));
    }

    [Fact]
    public void Chains_and_reverse_chains_nest()
    {
        var chain = Assert.IsType<ChainFilter>(Filter("Task", "patient.organization.name:exact", "CAMHS"));
        var inner = Assert.IsType<ChainFilter>(Assert.Single(chain.Targets).Filter);
        var name = Assert.IsType<StringFilter>(Assert.Single(inner.Targets).Filter);
        var has = Assert.IsType<HasFilter>(Filter("Patient", "_has:Task:patient:status", "accepted"));

        Assert.Equal((Modifier.Exact, "CAMHS"), (name.Modifier, name.Values[0].Text));
        Assert.Equal(("Task", "patient", "status"), (has.Type, has.Reference, has.Filter.Parameter));
    }

    [Fact]
    public void The_answer_is_shaped_by_the_underscore_parameters()
    {
        var query = Query("Task", ("_sort", "-authored-on,status"), ("_count", "20"), ("_total", "accurate"), ("_include", "Task:focus"), ("_revinclude:iterate", "Provenance:target"), ("_cursor", "abc"));

        Assert.Equal([new SortKey("authored-on", true), new SortKey("status", false)], query.Sort);
        Assert.Equal((20, TotalMode.Accurate, "abc"), (query.Count, query.Total, query.Cursor));
        Assert.Equal(new Include("Task", "focus", null, false), Assert.Single(query.Includes));
        Assert.Equal(new Include("Provenance", "target", null, true), Assert.Single(query.RevIncludes));
        Assert.Equal("_sort=-authored-on,status&_count=20&_total=accurate&_include=Task:focus&_revinclude:iterate=Provenance:target", query.Canonical());
    }

    [Theory]
    [InlineData("colour", "red", "unknown-parameter")]
    [InlineData("status:exact", "requested", "invalid-parameter")]
    [InlineData("code:below", "x", "not-supported")]
    [InlineData("status:in", "http://nowhere/ValueSet/x", "not-supported")]
    [InlineData("authored-on", "yesterday", "invalid-parameter")]
    [InlineData("authored-on", "2024-02-30", "invalid-parameter")]
    [InlineData("status", "", "invalid-parameter")]
    [InlineData("status", "a,,b", "invalid-parameter")]
    [InlineData("status:missing", "perhaps", "invalid-parameter")]
    [InlineData("_count", "-1", "invalid-parameter")]
    [InlineData("_total", "0", "invalid-parameter")]
    [InlineData("_sort", "colour", "invalid-parameter")]
    [InlineData("_include", "Task", "invalid-parameter")]
    [InlineData("owner:Patient.colour", "red", "unknown-parameter")]
    [InlineData("_has:Task:status:status", "x", "unknown-parameter")]
    [InlineData("part-of.part-of.part-of.part-of.part-of.part-of.part-of.part-of.status", "x", "too-costly")]
    public void What_is_not_understood_is_an_issue_that_names_the_parameter(string name, string value, string code)
    {
        var issues = new List<Issue>();
        SearchQuery.Parse("Task", [new(name, value)], false, issues);

        Assert.Equal((code, Severity.Error), (Assert.Single(issues).Problem.Code, issues[0].Severity));
    }

    [Fact]
    public void Lenient_handling_ignores_unknown_parameters_but_not_bad_values()
    {
        var issues = new List<Issue>();
        var query = SearchQuery.Parse("Task", [new("colour", "red"), new("authored-on", "x"), new("status", "accepted")], true, issues);

        Assert.Equal([Severity.Warning, Severity.Error], issues.Select(issue => issue.Severity));
        Assert.Equal("status=accepted", query.Canonical());
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static SearchFilter Filter(string type, string name, string value) => Assert.Single(Query(type, (name, value)).Filters);

    private static SearchQuery Query(string type, params (string Name, string Value)[] parameters)
    {
        var issues = new List<Issue>();
        var query = SearchQuery.Parse(type, parameters.Select(one => KeyValuePair.Create(one.Name, one.Value)), false, issues);
        Assert.Empty(issues);
        return query;
    }
}
