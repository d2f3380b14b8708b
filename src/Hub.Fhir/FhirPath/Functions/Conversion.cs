using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#conversion</summary>
internal static class Conversion
{
    public static readonly Function[] Table =
    [
        Function.Of("iif", 2, 3, Iif),
        .. Pair("Boolean", Conversions.ToBoolean),
        .. Pair("Integer", Conversions.ToInteger),
        .. Pair("Long", Conversions.ToLong),
        .. Pair("Decimal", Conversions.ToDecimal),
        .. Pair("Date", Conversions.ToDate),
        .. Pair("DateTime", Conversions.ToDateTime),
        .. Pair("Time", Conversions.ToTime),
        .. Pair("String", Conversions.ToText),
        Function.Of("toQuantity", 0, 1, (in call, input, output) => output.Add(Quantity(call, input))),
        Function.Predicate("convertsToQuantity", 0, 1, (in call, input) => input.Count == 0 ? null : Quantity(call, input) is not null),
    ];

    private static Function[] Pair(string type, Func<SystemValue, SystemValue?> convert) =>
    [
        Function.Of("to" + type, 0, (in call, input, output) => output.Add(Convert(call, input, convert))),
        Function.Predicate("convertsTo" + type, 0, (in call, input) => input.Count == 0 ? null : Convert(call, input, convert) is not null),
    ];

    private static SystemValue? Convert(in Call call, ValueList input, Func<SystemValue, SystemValue?> convert) =>
        input.Count == 0 ? null : Singleton.Only(input, call.Position).System is { } value ? convert(value) : null;

    private static SystemQuantity? Quantity(in Call call, ValueList input)
    {
        if (input.Count == 0 || Singleton.Only(input, call.Position).System is not { } value || Conversions.ToQuantity(value) is not { } quantity)
        {
            return null;
        }

        if (call.Text(0) is not { } unit || unit == quantity.Unit)
        {
            return quantity;
        }

        var (from, to) = (Measure.Of(quantity, true), Measure.Of(new SystemQuantity(1, unit), true));
        return from is not null && to is not null && from.Dimension == to.Dimension ? new SystemQuantity(from.Value / to.Value, unit) : null;
    }

    /// <summary>Only the branch that is taken is evaluated. $this is the item of the input, $index stays what it is outside.</summary>
    private static void Iif(in Call call, ValueList input, ValueList output)
    {
        var item = input.Count == 0 ? default : Singleton.Only(input, call.Position);
        var scope = call.Scope.At(item, call.Scope.Index);
        var criterion = call.Context.Rent();
        call.Arguments[0].Evaluate(scope, criterion);
        if (criterion.Count > 0 && Singleton.Only(criterion, call.Position).System is not SystemBoolean)
        {
            throw new FhirPathException(FhirPathStage.Semantics, "The criterion of iif() is a Boolean", call.Arguments[0].Position);
        }

        var truth = Singleton.Truth(criterion, call.Position);
        call.Return(criterion);
        if (truth == true)
        {
            call.Arguments[1].Evaluate(scope, output);
        }
        else if (call.Count == 3)
        {
            call.Arguments[2].Evaluate(scope, output);
        }
    }
}
