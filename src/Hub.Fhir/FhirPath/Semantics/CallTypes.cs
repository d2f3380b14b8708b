using System.Collections.Frozen;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath.Expressions;

namespace Hub.Fhir.FhirPath.Semantics;

/// <summary>What functions take and give, as far as types go.</summary>
internal static class CallTypes
{
    private static readonly FrozenSet<string> NeedOrder = ["first", "last", "tail", "skip", "take"];

    private static readonly FrozenSet<string> KeepTypes =
        ["where", "first", "last", "tail", "skip", "take", "single", "distinct", "intersect", "exclude", "trace", "sort"];

    /// <summary>Functions whose arguments see each item of the input as $this.</summary>
    private static readonly FrozenSet<string> SeeItems = ["where", "select", "all", "exists", "repeat", "repeatAll", "iif", "sort", "aggregate", "trace"];

    private static readonly FrozenSet<string> TakeStrings =
        ["startsWith", "endsWith", "contains", "indexOf", "lastIndexOf", "substring", "upper", "lower", "replace", "matches", "matchesFull", "replaceMatches", "length", "toChars", "trim", "split"];

    public static StaticType Infer(CallExpression call, StaticType self)
    {
        var input = call.Target is null ? self : TypeChecker.Infer(call.Target, self);
        var name = call.Function.Name;
        if (TakeStrings.Contains(name))
        {
            NeedString(input, call);
        }

        var inner = SeeItems.Contains(name) ? input : self;
        var arguments = call.Arguments.Select(argument => TypeChecker.Infer(argument, inner)).ToList();
        return name switch
        {
            _ when NeedOrder.Contains(name) => TypeChecker.Ordered(input, call),
            _ when KeepTypes.Contains(name) => input,
            "select" => arguments[0],
            "as" or "ofType" => TypeChecker.Narrowed(input, call.Type!, call),
            "union" or "combine" => StaticType.Either(input, arguments[0]),
            "children" or "descendants" => StaticType.Unknown with { IsOrdered = false },
            "extension" => StaticType.Of(DefinitionSet.R4.Type("Extension")!),
            "iif" => Iif(call, arguments),
            _ => call.Function.Test is not null ? StaticType.Boolean : StaticType.Unknown,
        };
    }

    private static StaticType Iif(CallExpression call, List<StaticType> arguments)
    {
        var criterion = arguments[0];
        if (criterion is { IsKnown: true, Fhir.Count: 0 } && !criterion.System.Contains("Boolean"))
        {
            throw TypeChecker.Error("The criterion of iif() is a Boolean", call.Arguments[0]);
        }

        return arguments.Count == 3 ? StaticType.Either(arguments[1], arguments[2]) : arguments[1];
    }

    private static void NeedString(StaticType input, CallExpression call)
    {
        if (input is { IsKnown: true, System.Count: 0, Fhir.Count: > 0 } && input.Fhir.All(type => !type.IsPrimitive))
        {
            throw TypeChecker.Error($"{call.Function.Name}() takes a String, not a {input}", call);
        }
    }
}
