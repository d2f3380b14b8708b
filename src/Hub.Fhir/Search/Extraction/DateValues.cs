using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;

namespace Hub.Fhir.Search.Extraction;

/// <summary>Dates as stretches: a Period may be open at an end, of a Timing the outer limits count (https://hl7.org/fhir/R4/search.html#date).</summary>
internal static class DateValues
{
    public static void Add(in FhirPathValue item, string parameter, List<SearchValue> values)
    {
        var value = item.Element.Value;
        var interval = item.IsElement
            ? item.Element.Type.Name switch
            {
                "Period" => OfPeriod(value),
                "Timing" => OfTiming(value),
                _ => value.Kind == JsonKind.String ? OfText(value) : null,
            }
            : null;
        if (interval is { } known)
        {
            values.Add(new DateValue(parameter, known.Low, known.High));
        }
    }

    private static DateInterval? OfText(JsonValue value) =>
        value.Exists && DateInterval.TryParse(value.Text, out var interval) ? interval : null;

    private static DateInterval? OfPeriod(JsonValue period)
    {
        var (start, end) = (OfText(period["start"u8]), OfText(period["end"u8]));
        return start is null && end is null
            ? null
            : new DateInterval(start?.Low ?? DateTimeOffset.MinValue, end?.High ?? DateTimeOffset.MaxValue);
    }

    private static DateInterval? OfTiming(JsonValue timing)
    {
        var limits = OfPeriod(timing["repeat"u8]["boundsPeriod"u8]);
        foreach (var item in timing["event"u8].Items)
        {
            if (OfText(item) is { } one)
            {
                limits = limits is { } known
                    ? new DateInterval(known.Low < one.Low ? known.Low : one.Low, known.High > one.High ? known.High : one.High)
                    : one;
            }
        }

        return limits;
    }
}
