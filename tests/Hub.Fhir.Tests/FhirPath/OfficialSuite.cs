using System.Text.Json;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.FhirPath;

/// <summary>Runs the official FHIRPath suite for R4 and says which tests do not pass, with what came instead.</summary>
internal static class OfficialSuite
{
    private static readonly Dictionary<string, FhirElement> Inputs = new(StringComparer.Ordinal);

    public static IEnumerable<(string Name, string? Miss)> Run()
    {
        using var suite = JsonDocument.Parse(File.ReadAllText(ThirdParty.File("fhirpath/tests-fhir-r4.flat.json")));
        var number = 0;
        foreach (var test in suite.RootElement.EnumerateArray())
        {
            // testEquivalent23 is there twice: a number tells the two apart.
            var name = $"{test.GetProperty("name").GetString()}";
            yield return (number++ > 0 && name == "testEquivalent23" && Text(test, "expression")!.Contains("3 | 2", StringComparison.Ordinal) ? name + "b" : name, Miss(test));
        }
    }

    private static string? Miss(JsonElement test)
    {
        var invalid = Text(test, "invalid");
        try
        {
            var found = Evaluate(test, check: Text(test, "mode") == "strict" || invalid == "semantic");
            return invalid is null ? Difference(test, found) : $"an error ({invalid}) was expected, not [{string.Join(", ", found)}]";
        }
        catch (FhirPathException exception)
        {
            return invalid is null ? exception.Message : null;
        }
    }

    private static List<string> Evaluate(JsonElement test, bool check)
    {
        var focus = Input(Text(test, "input") ?? "patient-example.xml");
        var expression = FhirPathExpression.Compile(Text(test, "expression")!);
        if (check)
        {
            expression.Check(focus.Type);
        }

        var context = new EvaluationContext { Now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, 0, TimeSpan.Zero) };
        var found = expression.Evaluate(focus, context);
        return test.GetProperty("predicate").GetBoolean() ? [found.Count > 0 ? "boolean true" : "boolean false"] : [.. found.Select(Shown)];
    }

    private static string? Difference(JsonElement test, List<string> found)
    {
        var wanted = test.GetProperty("outputs").EnumerateArray().Select(output => (Type: Text(output, "type"), Value: Text(output, "value"))).ToList();
        if (Text(test, "ordered") == "false")
        {
            found.Sort(StringComparer.Ordinal);
            wanted = [.. wanted.OrderBy(one => $"{one.Type} {one.Value}", StringComparer.Ordinal)];
        }

        var same = wanted.Count == found.Count && wanted.Zip(found).All(pair => Same(pair.First.Type, pair.First.Value!, pair.Second));
        return same ? null : $"wanted [{string.Join(", ", wanted)}], found [{string.Join(", ", found)}]";
    }

    private static bool Same(string? type, string value, string found) =>
        type is null ? found[(found.IndexOf(' ') + 1)..].TrimEnd('T') == value : found == $"{type} {value}" || (type == "Quantity" && found == $"Quantity {value}");

    /// <summary>The type as the suite names it, and the value as it writes it.</summary>
    private static string Shown(FhirPathValue value)
    {
        var type = value.IsElement ? value.Element.Type.Name : value.Literal!.TypeName;
        var name = type is "Quantity" || value.IsElement ? type : char.ToLowerInvariant(type[0]) + type[1..];
        var system = value.System;
        return $"{name} {(system is Hub.Fhir.FhirPath.Values.SystemString or null ? system?.ToString() ?? value.ToString() : Literal(system))}";
    }

    private static string Literal(Hub.Fhir.FhirPath.Values.SystemValue value) =>
        value is Hub.Fhir.FhirPath.Values.SystemDecimal ? value.ToString() : value.ToLiteral();

    private static FhirElement Input(string file)
    {
        var name = Path.ChangeExtension(file, ".json");
        if (!Inputs.TryGetValue(name, out var resource))
        {
            resource = FhirElement.OfResource(JsonText.Of(File.ReadAllBytes(ThirdParty.File("fhirpath/input-json/" + name))).Root);
            Inputs[name] = resource;
        }

        return resource;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
