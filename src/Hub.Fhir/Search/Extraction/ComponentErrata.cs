using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search.Extraction;

/// <summary>Components of composite parameters whose expression is published wrong in R4 4.0.1.</summary>
internal static class ComponentErrata
{
    private static readonly Dictionary<(string Composite, string Component), string> Corrected = new()
    {
        // The expressions of the two components are exchanged.
        [("DocumentReference-relationship", "DocumentReference-relatesto")] = "target",
        [("DocumentReference-relationship", "DocumentReference-relation")] = "code",

        // DateTime is the System type; the element is a FHIR dateTime.
        [("Observation-code-value-date", "Observation-value-date")] = "value.as(dateTime) | value.as(Period)",
    };

    public static string Expression(SearchParameter composite, (string Definition, string Expression) component) =>
        Corrected.GetValueOrDefault((Name(composite.Url), Name(component.Definition)), component.Expression);

    private static string Name(string url) => url[(url.LastIndexOf('/') + 1)..];
}
