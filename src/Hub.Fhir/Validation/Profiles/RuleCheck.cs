using System.Runtime.CompilerServices;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>Invariants that a profile adds, in FHIRPath.</summary>
internal sealed class RuleCheck
{
    private static readonly ConditionalWeakTable<Invariant, FhirPathExpression> Compiled = [];

    private readonly ProfileCheck check;
    private readonly EvaluationContext context;

    public RuleCheck(ProfileCheck check)
    {
        this.check = check;
        context = new EvaluationContext
        {
            ResolvesToType = true,
            Profiles = check.Profiles,
            Check = check,
        };
    }

    public void Check(FhirElement element, ProfileElement rule)
    {
        foreach (var invariant in rule.Invariants)
        {
            try
            {
                if (Compiled.GetValue(invariant, rule => FhirPathExpression.Compile(rule.Expression)).Test(element, context) != true)
                {
                    var severity = invariant.Severity == "warning" ? Severity.Warning : Severity.Error;
                    check.Findings.Add(severity, Problems.ProfileFailed, $"{invariant.Key}: {invariant.Human}", element);
                }
            }
            catch (FhirPathException)
            {
                check.Findings.Add(Severity.Warning, Problems.NotChecked, $"{invariant.Key}: the rule cannot be asked here: not checked.", element);
            }
        }
    }
}
