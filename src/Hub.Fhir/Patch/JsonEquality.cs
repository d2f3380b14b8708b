using System.Globalization;
using System.Text;
using Hub.Fhir.Json;

namespace Hub.Fhir.Patch;

/// <summary>Equality as the test operation wants it (RFC 6902, 4.6): members in any order, numbers by value, strings by character.</summary>
internal static class JsonEquality
{
    public static bool AreEqual(PatchNode left, PatchNode right)
    {
        if (left.Kind != right.Kind)
        {
            return false;
        }

        return left.Kind switch
        {
            JsonKind.Object => left.Parts.Count == right.Parts.Count
                && left.Names.Zip(left.Parts).All(member => right.Member(member.First) is { } other && AreEqual(member.Second, other)),
            JsonKind.Array => left.Parts.Count == right.Parts.Count && left.Parts.Zip(right.Parts).All(pair => AreEqual(pair.First, pair.Second)),
            JsonKind.Number => Number(left).Equals(Number(right)),
            JsonKind.String => JsonEscapes.Text(left.Raw, true) == JsonEscapes.Text(right.Raw, true),
            _ => true,
        };
    }

    private static object Number(PatchNode node)
    {
        var text = Encoding.ASCII.GetString(node.Raw);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : text;
    }
}
