using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#existence</summary>
internal static class Existence
{
    public static readonly Function[] Table =
    [
        Function.Predicate("empty", 0, (in _, input) => input.Count == 0),
        Function.Predicate("exists", 0, 1, Exists),
        Function.Predicate("all", 1, All),
        Function.Predicate("allTrue", 0, (in call, input) => !AnyIs(input, false, call)),
        Function.Predicate("anyTrue", 0, (in call, input) => AnyIs(input, true, call)),
        Function.Predicate("allFalse", 0, (in call, input) => !AnyIs(input, true, call)),
        Function.Predicate("anyFalse", 0, (in call, input) => AnyIs(input, false, call)),
        Function.Predicate("subsetOf", 1, SubsetOf),
        Function.Predicate("supersetOf", 1, SupersetOf),
        Function.Of("count", 0, (in _, input, output) => output.Add(input.Count)),
        Function.Of("distinct", 0, (in call, input, output) => Distinct.Add(input, output, call.Context, call.Position)),
        Function.Predicate("isDistinct", 0, IsDistinct),
        Function.Predicate("not", 0, (in call, input) => !Singleton.Truth(input, call.Position)),
    ];

    private static bool? Exists(in Call call, ValueList input)
    {
        if (call.Count == 0)
        {
            return input.Count > 0;
        }

        for (var i = 0; i < input.Count; i++)
        {
            if (call.Holds(0, input[i], i) == true)
            {
                return true;
            }
        }

        return false;
    }

    private static bool? All(in Call call, ValueList input)
    {
        for (var i = 0; i < input.Count; i++)
        {
            if (call.Holds(0, input[i], i) != true)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AnyIs(ValueList input, bool wanted, in Call call)
    {
        var found = false;
        for (var i = 0; i < input.Count; i++)
        {
            found |= input[i].System is SystemBoolean boolean ? boolean.Value == wanted : throw call.Error("Only Booleans can be here");
        }

        return found;
    }

    private static bool? SubsetOf(in Call call, ValueList input)
    {
        var other = call.Values(0);
        var truth = IsSubset(input, other, call);
        call.Return(other);
        return truth;
    }

    private static bool? SupersetOf(in Call call, ValueList input)
    {
        var other = call.Values(0);
        var truth = IsSubset(other, input, call);
        call.Return(other);
        return truth;
    }

    private static bool IsSubset(ValueList part, ValueList whole, in Call call)
    {
        for (var i = 0; i < part.Count; i++)
        {
            if (!Equality.Holds(whole, part[i], call.Context, call.Position))
            {
                return false;
            }
        }

        return true;
    }

    private static bool? IsDistinct(in Call call, ValueList input)
    {
        var distinct = call.Context.Rent();
        Distinct.Add(input, distinct, call.Context, call.Position);
        var truth = distinct.Count == input.Count;
        call.Return(distinct);
        return truth;
    }
}
