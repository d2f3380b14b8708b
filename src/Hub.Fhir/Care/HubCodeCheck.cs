using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Care;

/// <summary>Every coding of a hub code system, anywhere in a resource, names a code that the hub publishes.</summary>
internal static class HubCodeCheck
{
    private static readonly byte[] Marker = Encoding.UTF8.GetBytes(Canonicals.CodeSystemBase);

    public static void Check(JsonText text, ICollection<Issue> issues)
    {
        if (text.MayMention(Marker))
        {
            Walk(text.Root, text, issues);
        }
    }

    private static void Walk(JsonValue value, JsonText text, ICollection<Issue> issues)
    {
        foreach (var item in value.Items)
        {
            Walk(item, text, issues);
        }

        if (value.Kind == JsonKind.Object)
        {
            Coding(value, text, issues);
            foreach (var property in value.Properties)
            {
                Walk(property.Value, text, issues);
            }
        }
    }

    private static void Coding(JsonValue value, JsonText text, ICollection<Issue> issues)
    {
        var (code, address) = (value["code"u8], value["system"u8]);
        if (code.Kind != JsonKind.String || !address.Utf8.StartsWith(Marker))
        {
            return;
        }

        var system = address.Text;
        if (HubCodes.Knows(system, code.Text))
        {
            return;
        }

        var known = HubCodes.Codes(system).Keys;
        var words = known.Any()
            ? $"{system} has these codes: {string.Join(", ", known.Order(StringComparer.Ordinal))}."
            : $"The hub publishes no code system {system}.";
        issues.Add(Issue.Error(Problems.InvalidCode, words, ElementPath.Of(text, code.Index)));
    }
}
