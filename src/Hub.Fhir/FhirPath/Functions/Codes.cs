using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Types;

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
            if (call.Context.IsMember(valueSet, system, code) is not { } member)
            {
                return null;
            }

            truth = truth == true || member;
        }

        return truth;
    }

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

    private static bool? Any(IReadOnlyList<(string? System, string Code)> above, IReadOnlyList<(string? System, string Code)> below, EvaluationContext context)
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

    private static IReadOnlyList<(string? System, string Code)> CodesOf(FhirPathValue item) => item switch
    {
        { IsElement: true } => CodedElement.Codes(item.Element),
        { Literal: SystemString text } => [(null, text.Value)],
        _ => [],
    };
}
