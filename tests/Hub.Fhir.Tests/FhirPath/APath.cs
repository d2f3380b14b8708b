using System.Text;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.FhirPath;

/// <summary>Short ways to evaluate an expression in a test.</summary>
internal static class APath
{
    public static FhirElement Resource(string json) => FhirElement.OfResource(JsonText.Of(Encoding.UTF8.GetBytes(json)).Root);

    public static EvaluationContext Context() => new() { Now = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero) };

    /// <summary>The items of the result as literals or JSON, with commas between.</summary>
    public static string Of(string expression, FhirElement focus, EvaluationContext? context = null) =>
        string.Join(", ", FhirPathExpression.Compile(expression).Evaluate(focus, context ?? Context()).Select(Shown));

    public static FhirPathException Failure(string expression, FhirElement focus, EvaluationContext? context = null) =>
        Assert.Throws<FhirPathException>(() => { Of(expression, focus, context); });

    private static string Shown(FhirPathValue value) => value.Literal?.ToLiteral() ?? value.Element.ToString();
}
