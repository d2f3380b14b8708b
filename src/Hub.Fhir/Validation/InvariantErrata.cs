using Hub.Fhir.Definitions;

namespace Hub.Fhir.Validation;

/// <summary>Invariants that the published definitions of R4 (4.0.1) got wrong: what they should say, and why.</summary>
internal static class InvariantErrata
{
    /// <summary>By key: the right expression and the reason.</summary>
    public static IReadOnlyDictionary<string, (string Expression, string Reason)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["app-4"] = (
            "Appointment.cancelationReason.exists() implies (Appointment.status='noshow' or Appointment.status='cancelled')",
            "Says 'no-show'; the code is noshow."),
        ["bdl-8"] = (
            "fullUrl.exists() implies fullUrl.contains('/_history/').not()",
            "Is empty, and so not true, where there is no fullUrl."),
        ["que-7"] = (
            "operator = 'exists' implies (answer is boolean)",
            "Says Boolean, the type of FHIRPath, where an answer is a boolean of FHIR."),
        ["que-12"] = (
            "enableWhen.count() > 1 implies enableBehavior.exists()",
            "Says 'more than one' in words and '> 2' in the expression."),
        ["ras-2"] = (
            "probability.ofType(decimal).empty() or probability.ofType(decimal) <= 100",
            "Is empty, and so not true, where there is no probability."),
        ["tim-9"] = (
            "offset.empty() or (when.exists() and when.where($this in ('C' | 'CM' | 'CD' | 'CV')).empty())",
            "'when in' fails as soon as there is more than one when."),
    };

    public static string Expression(Invariant invariant) => All.TryGetValue(invariant.Key, out var right) ? right.Expression : invariant.Expression;
}
