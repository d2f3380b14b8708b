using Hub.Fhir.FhirPath;

namespace Hub.Fhir.Tests.FhirPath;

/// <summary>specs/fhirpath.md says what is so.</summary>
public sealed class FhirPathPageTests
{
    private static readonly SpecsPage Page = new("specs/fhirpath.md");

    [Fact]
    public void Every_example_on_the_page_gives_what_it_says()
    {
        var patient = APath.Resource(Page.Json);
        var rows = Page.Rows("expression");

        Assert.True(rows.Count > 10);
        Assert.All(rows, row => Assert.Equal(row.Result, string.Join(", ", FhirPathExpression.Compile(row.Left).Evaluate(patient, APath.Context()).Select(Shown))));
    }

    [Fact]
    public void Every_function_on_the_page_is_there_and_no_other()
    {
        var named = Page.Rows("section").SelectMany(row => row.Result.Split('`').Where((_, index) => index % 2 == 1)).SelectMany(text => text.Split(' '))
            .Where(name => char.IsAsciiLetter(name[0]) && !name.Contains('…', StringComparison.Ordinal)).ToList();

        Assert.All(named, name => Assert.True(Hub.Fhir.FhirPath.Functions.FunctionTable.Find(name) is not null, name));
        Assert.DoesNotContain(Hub.Fhir.FhirPath.Functions.FunctionTable.Names.Except(named), name => !name.StartsWith("convertsTo", StringComparison.Ordinal));
    }

    private static string Shown(FhirPathValue value) => value.System?.ToString() ?? value.ToString();
}
