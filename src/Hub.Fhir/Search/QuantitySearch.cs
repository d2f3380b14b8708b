namespace Hub.Fhir.Search;

/// <summary>Quantities (https://hl7.org/fhir/R4/search.html#quantity): [number], [number]|[system]|[code], [number]||[code or unit].</summary>
internal static class QuantitySearch
{
    public static QuantityOperand? Read(string text, out string? why)
    {
        var parts = SearchText.Split(text, '|').ConvertAll(SearchText.Unescape);
        if (parts.Count > 3)
        {
            why = "write [number], [number]|[system]|[code] or [number]||[code]";
            return null;
        }

        var number = NumberSearch.Read(parts[0], out why);
        return number is null ? null : new QuantityOperand(number, Given(parts, 1), Given(parts, 2));
    }

    public static bool Matches(QuantityOperand operand, QuantityValue value) =>
        (operand.System is null || operand.System == value.System)
        && (operand.Code is null || operand.Code == value.Code || (operand.System is null && operand.Code == value.Unit))
        && operand.Number.Matches(value.Low, value.High);

    private static string? Given(List<string> parts, int index) => parts.Count > index && parts[index].Length > 0 ? parts[index] : null;
}
