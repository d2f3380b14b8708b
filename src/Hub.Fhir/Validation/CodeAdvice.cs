using Hub.Fhir.Care;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Types;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.Validation;

/// <summary>
/// What can be said of codes that no closed value set decides at the door: told by $validate, refusing nothing. What the hub does
/// not hold is said to be not checked, never to be valid or invalid.
/// </summary>
public sealed class CodeAdvice
{
    private const int MaxIssues = 100;
    private const string Units = "http://unitsofmeasure.org";

    private readonly TerminologySet terminology;
    private readonly ProfileFindings findings;

    private CodeAdvice(TerminologySet terminology, ICollection<Issue> issues)
    {
        this.terminology = terminology;
        findings = new ProfileFindings(issues, MaxIssues);
    }

    public static void Check(FhirElement resource, TerminologySet terminology, ICollection<Issue> issues) => new CodeAdvice(terminology, issues).Walk(resource);

    private void Walk(FhirElement element)
    {
        foreach (var child in element.Children())
        {
            if (child.Type.Name == "Coding" || child.Type.Is("Quantity"))
            {
                Coding(child);
            }

            if (child.Member!.Element.Binding is { Codes: null, Strength: < BindingStrength.Example } binding)
            {
                Bound(child, binding);
            }

            if (child.Value.Kind == JsonKind.Object || child.Sibling.Exists)
            {
                Walk(child);
            }
        }
    }

    private void Coding(FhirElement coding)
    {
        foreach (var (system, code) in CodedElement.Codes(coding))
        {
            if (system!.Length == 0)
            {
                NotChecked("A code without its system cannot be checked.", coding);
            }
            else if (system == Units ? Ucum.Read(code) is null : terminology.ValidateCode(system, code).Result is null)
            {
                NotChecked("The hub does not hold this code system, or not this part of it: not checked.", coding);
            }
            else if (system != Units && !system.StartsWith(Canonicals.CodeSystemBase, StringComparison.Ordinal) && terminology.ValidateCode(system, code) is { Result: false } answer)
            {
                findings.Add(Severity.Warning, Problems.InvalidCode, answer.Message, coding, "code");
            }
        }
    }

    private void Bound(FhirElement element, Binding binding)
    {
        var codes = CodedElement.Codes(element);
        var answers = codes.Select(code => terminology.ValidateMember(binding.ValueSet, code.System, code.Code).Result).ToList();
        if (answers.Contains(null))
        {
            NotChecked($"The hub does not hold {binding.ValueSet}: not checked.", element);
        }
        else if (answers.Count > 0 && !answers.Contains(true) && binding.Strength == BindingStrength.Extensible)
        {
            findings.Add(Severity.Warning, Problems.InvalidCode, $"Another code than those of {binding.ValueSet} is for what none of them says.", element);
        }
    }

    private void NotChecked(string text, FhirElement element) => findings.Add(Severity.Information, Problems.NotChecked, text, element);
}
