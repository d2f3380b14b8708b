using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>Every coding of a hub code system, anywhere in a resource, names a code that the hub publishes.</summary>
internal static class HubCodeCheck
{
    private static readonly byte[] Marker = Encoding.UTF8.GetBytes(Canonicals.CodeSystemBase);

    public static void Check(JsonText text, string type, ICollection<Issue> issues)
    {
        if (text.MayMention(Marker))
        {
            Walk(text.Root, [type], issues);
        }
    }

    private static void Walk(JsonValue value, List<string> place, ICollection<Issue> issues)
    {
        if (value.Kind == JsonKind.Array)
        {
            var number = 0;
            foreach (var item in value.Items)
            {
                Step(item, $"[{number++}]", place, issues);
            }
        }
        else if (value.Kind == JsonKind.Object)
        {
            Coding(value, place, issues);
            foreach (var property in value.Properties)
            {
                Step(property.Value, "." + property.Name, place, issues);
            }
        }
    }

    private static void Step(JsonValue value, string name, List<string> place, ICollection<Issue> issues)
    {
        place.Add(name);
        Walk(value, place, issues);
        place.RemoveAt(place.Count - 1);
    }

    private static void Coding(JsonValue value, List<string> place, ICollection<Issue> issues)
    {
        if (!value["code"].Exists
            || value["code"].Kind != JsonKind.String
            || value["system"].TextOf() is not { } system
            || !system.StartsWith(Canonicals.CodeSystemBase, StringComparison.Ordinal)
            || HubCodes.Knows(system, value["code"].Text))
        {
            return;
        }

        var known = HubCodes.Codes(system).Keys;
        var text = known.Any()
            ? $"{system} has these codes: {string.Join(", ", known.Order(StringComparer.Ordinal))}."
            : $"The hub publishes no code system {system}.";
        issues.Add(Issue.Error(Problems.InvalidCode, text, string.Concat(place) + ".code"));
    }
}
