using Hub.Fhir.Care;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Terminology;

/// <summary>What happens to an NHS number whose check digit is wrong: official examples carry some, so it is configured.</summary>
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

    /// <summary>Every identifier of the resource that says it is an NHS number.</summary>
    public static void Check(FhirElement resource, NhsNumberRule rule, ICollection<Issue> issues)
    {
        if (rule == NhsNumberRule.Off)
        {
            return;
        }

        var severity = rule == NhsNumberRule.Error ? Severity.Error : Severity.Warning;
        var place = resource.Type.Name;
        Walk(resource, place, (where, value) =>
        {
            if (!IsValid(value))
            {
                issues.Add(new Issue(severity, Problems.InvalidCode, "The NHS number must be ten digits with the right check digit (Modulus 11).", where + ".value"));
            }
        });
    }

    private static void Walk(FhirElement element, string place, Action<string, string> found)
    {
        if (element.Type.Name == "Identifier" && element.Value["system"u8].Text == Canonicals.NhsNumber && element.Value["value"u8] is { Kind: JsonKind.String } value)
        {
            found(place, value.Text);
        }

        foreach (var group in element.Children().Where(child => child.Type.Format == PrimitiveFormat.None).GroupBy(child => child.Member!))
        {
            var number = 0;
            foreach (var child in group)
            {
                Walk(child, $"{place}.{group.Key.Step}{(group.Key.Element.IsArray ? $"[{number++}]" : "")}", found);
            }
        }
    }
}
