using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Json;
using Hub.Fhir.Terminology;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>What FHIR asks about codes (http://hl7.org/fhir/R4/fhirpath.html#functions): memberOf, subsumes, subsumedBy.</summary>
internal static class Codes
{
    public static readonly Function[] Table =
    [
        Function.Predicate("memberOf", 1, MemberOf),
        Function.Predicate("subsumes", 1, (in call, input) => Subsumes(call, input, inputIsAbove: true)),
        Function.Predicate("subsumedBy", 1, (in call, input) => Subsumes(call, input, inputIsAbove: false)),
    ];

    /// <summary>Of a code, Coding or CodeableConcept; empty when the value set is not held.</summary>
    private static bool? MemberOf(in Call call, ValueList input)
    {
        if (input.Count == 0 || call.Text(0) is not { } valueSet)
        {
            return null;
        }

        bool? truth = null;
        foreach (var (system, code) in CodesOf(Singleton.Only(input, call.Position)))
        {
            if (IsMember(call.Context, valueSet, system, code) is not { } member)
            {
                return null;
            }

            truth = truth == true || member;
        }

        return truth;
    }

    private static bool? IsMember(EvaluationContext context, string valueSet, string? system, string code) => context.MemberOf is { } ask
        ? ask(valueSet, system, code)
        : TerminologySet.Held.ValidateMember(valueSet, system, code).Result;

    /// <summary>Equal codes subsume each other; of others the given terminology is asked, and without one the answer is empty.</summary>
    private static bool? Subsumes(in Call call, ValueList input, bool inputIsAbove)
    {
        var argument = call.Values(0);
        bool? truth = null;
        if (input.Count > 0 && argument.Count > 0)
        {
            var (mine, theirs) = (CodesOf(Singleton.Only(input, call.Position)), CodesOf(Singleton.Only(argument, call.Position)));
            var (above, below) = inputIsAbove ? (mine, theirs) : (theirs, mine);
            truth = Any(above, below, call.Context);
        }

        call.Return(argument);
        return truth;
    }

    private static bool? Any(List<(string? System, string Code)> above, List<(string? System, string Code)> below, EvaluationContext context)
    {
        bool? truth = false;
        foreach (var one in above)
        {
            foreach (var other in below)
            {
                var answer = one == other ? true : context.Subsumes?.Invoke(one, other);
                if (answer == true)
                {
                    return true;
                }

                truth = answer is null ? null : truth;
            }
        }

        return truth;
    }

    private static List<(string? System, string Code)> CodesOf(FhirPathValue item)
    {
        if (!item.IsElement)
        {
            return item.Literal is SystemString text ? [(null, text.Value)] : [];
        }

        var value = item.Element.Value;
        return item.Element.Type.Name switch
        {
            "Coding" => [CodingOf(value)],
            "CodeableConcept" => Codings(value["coding"u8]),
            _ => value.Kind == JsonKind.String ? [(null, value.Text)] : [],
        };
    }

    private static List<(string? System, string Code)> Codings(JsonValue codings)
    {
        var found = new List<(string?, string)>();
        foreach (var coding in codings.Items)
        {
            found.Add(CodingOf(coding));
        }

        return found;
    }

    private static (string? System, string Code) CodingOf(JsonValue coding) => (coding["system"u8].Text, coding["code"u8].Text);
}
