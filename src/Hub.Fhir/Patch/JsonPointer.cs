using System.Globalization;
using Hub.Fhir.Json;

namespace Hub.Fhir.Patch;

/// <summary>A place in a JSON text (RFC 6901): the names and numbers on the way to it.</summary>
internal sealed class JsonPointer
{
    private readonly string[] steps;

    private JsonPointer(string[] steps) => this.steps = steps;

    public bool IsRoot => steps.Length == 0;

    /// <summary>The last step: a member's name, an item's number, or "-" for the end of an array.</summary>
    public string Last => steps[^1];

    /// <summary>Null when the text is no pointer.</summary>
    public static JsonPointer? Parse(string text)
    {
        if (text.Length == 0)
        {
            return new([]);
        }

        return text[0] != '/' || HasBareTilde(text) ? null : new(text[1..].Split('/').Select(Unescape).ToArray());
    }

    public bool IsAbove(JsonPointer other) => other.steps.Length > steps.Length && other.steps.AsSpan(0, steps.Length).SequenceEqual(steps);

    public PatchNode? Find(PatchNode root) => Walk(root, steps);

    public PatchNode? FindParent(PatchNode root) => IsRoot ? null : Walk(root, steps.AsSpan(0, steps.Length - 1));

    /// <summary>An index without sign or leading zeros, at most the given; negative when it is none.</summary>
    public static int Index(string step, int most) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= most && (step.Length == 1 || step[0] != '0') ? index : -1;

    private static PatchNode? Walk(PatchNode root, ReadOnlySpan<string> steps)
    {
        var node = root;
        foreach (var step in steps)
        {
            var next = node.Kind switch
            {
                JsonKind.Object => node.Member(step),
                JsonKind.Array when Index(step, node.Parts.Count - 1) is >= 0 and var index => node.Parts[index],
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            node = next;
        }

        return node;
    }

    private static bool HasBareTilde(string text) =>
        text.Where((sign, place) => sign == '~' && (place + 1 == text.Length || text[place + 1] is not ('0' or '1'))).Any();

    private static string Unescape(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
