using System.Text;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Terminology;

/// <summary>What happens to an NHS number whose check digit is wrong: see specs/decisions/0603.</summary>
public enum NhsNumberRule
{
    Off,
    Warning,
    Error,
}

/// <summary>The NHS number: ten digits, the last one a check digit by Modulus 11.</summary>
public static class NhsNumber
{
    private const int Length = 10;

    private static readonly byte[] System = Encoding.UTF8.GetBytes(Canonicals.NhsNumber);

    /// <summary>Spaces and hyphens, as people write it, are no digits and make it invalid: FHIR carries the ten digits alone.</summary>
    public static bool IsValid(string number)
    {
        if (number.Length != Length || !number.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = 0;
        for (var place = 0; place < Length - 1; place++)
        {
            sum += (number[place] - '0') * (Length - place);
        }

        // 11 stands for 0; 10 is no digit, such numbers are not issued.
        return (11 - (sum % 11)) % 11 == number[^1] - '0';
    }

    /// <summary>Every identifier, anywhere in the resource, that says it is an NHS number.</summary>
    public static void Check(ValidResource resource, NhsNumberRule rule, ICollection<Issue> issues)
    {
        if (rule != NhsNumberRule.Off && resource.Text.MayMention(System))
        {
            Walk(resource.Element, rule == NhsNumberRule.Error ? Severity.Error : Severity.Warning, issues);
        }
    }

    private static void Walk(FhirElement element, Severity severity, ICollection<Issue> issues)
    {
        var value = element.Value;
        if (element.Type.Name == "Identifier" && value["system"u8].TextEquals(System) && value["value"u8] is { Exists: true } number && !IsValid(number.Text))
        {
            issues.Add(new Issue(
                severity, Problems.InvalidIdentifier, "The NHS number must be ten digits with the right check digit (Modulus 11).", element.Expression + ".value"));
        }

        foreach (var child in element.Children().Where(child => child.Value.Kind == JsonKind.Object || child.Sibling.Exists))
        {
            Walk(child, severity, issues);
        }
    }
}
