using Hub.Fhir.Definitions;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>Bindings by their strength (http://hl7.org/fhir/R4/terminologies.html#strength); preferred and example ones ask for nothing.</summary>
internal sealed class CodeCheck(ProfileCheck check)
{
    public void Check(FhirElement element, ProfileElement rule)
    {
        foreach (var binding in rule.Bindings)
        {
            if (binding.Strength <= BindingStrength.Extensible)
            {
                Check(element, binding);
            }
        }
    }

    /// <summary>Of a CodeableConcept one coding will do; null when no code is said or the value set is not held.</summary>
    public bool? IsMember(FhirElement element, string valueSet)
    {
        bool? member = null;
        foreach (var (system, code) in CodedElement.Codes(element))
        {
            var answer = check.Profiles.Terminology.IsMember(valueSet, system, code);
            if (answer is null or true)
            {
                return answer;
            }

            member = false;
        }

        return member;
    }

    private void Check(FhirElement element, ProfileBinding binding)
    {
        var codes = CodedElement.Codes(element);
        var isRequired = binding.Strength == BindingStrength.Required;
        if (codes.Count == 0)
        {
            if (isRequired && element.Type.Name is "CodeableConcept" or "Coding")
            {
                check.Findings.Error(Problems.InvalidCode, $"{check.Title}: a code of {binding.ValueSet} is needed.", element);
            }

            return;
        }

        switch (IsMember(element, binding.ValueSet))
        {
            case null:
                check.Findings.Add(Severity.Information, Problems.NotChecked, $"{check.Title}: the hub does not hold {binding.ValueSet}: not checked.", element);
                break;
            case false when isRequired:
                check.Findings.Error(Problems.InvalidCode, $"{check.Title}: must be a code of {binding.ValueSet}.", element);
                break;
            case false:
                check.Findings.Add(
                    Severity.Warning, Problems.InvalidCode, $"{check.Title}: another code than those of {binding.ValueSet} is for what none of them says.", element);
                break;
            default:
                break;
        }
    }
}
