using System.Reflection;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Tests.Outcomes;

public sealed class ProblemsTests
{
    [Fact]
    public void The_list_of_all_holds_every_problem_once()
    {
        var declared = typeof(Problems).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (Problem)field.GetValue(null)!).ToList();
        Assert.Equal(declared.Select(problem => problem.Code).Order(), Problems.All.Select(problem => problem.Code).Order());
        Assert.Equal(Problems.All.Count, Problems.All.Select(problem => problem.Code).Distinct().Count());
    }

    [Fact]
    public void The_status_of_many_issues_is_that_of_the_worst()
    {
        var warning = new Issue(Severity.Warning, Problems.Gone, "a");
        var error = Issue.Error(Problems.UnknownElement, "b");
        Assert.Equal(422, new ProblemException([warning, error]).Status);
    }
}
