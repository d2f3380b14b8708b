using System.Text;
using Hub.Fhir.Json;

namespace Hub.Fhir.Tests.Validation;

/// <summary>Ways to damage a resource.</summary>
public static class Mutations
{
    private static readonly byte[] Signs = Encoding.UTF8.GetBytes("{}[]\",:0-9eE.tfn_\\u <&;#/x\u00e9");

    /// <summary>Whether it is still valid. Throws when the answer and the issues do not agree.</summary>
    public static bool Validate(byte[] json)
    {
        var issues = Check.Issues(json, out var resource);
        return issues.Exists(issue => issue.IsError) == (resource is null)
            ? resource is not null
            : throw new InvalidOperationException("The resource and its issues do not agree.");
    }

    public static byte[] Damage(byte[] sent, Random random)
    {
        var damaged = sent.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var place = random.Next(damaged.Count);
            switch (random.Next(4))
            {
                case 0:
                    damaged[place] = Signs[random.Next(Signs.Length)];
                    break;
                case 1:
                    damaged.Insert(place, Signs[random.Next(Signs.Length)]);
                    break;
                case 2:
                    damaged.RemoveRange(place, Math.Min(random.Next(1, 20), damaged.Count - place));
                    break;
                default:
                    damaged[place] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. damaged];
    }

    /// <summary>Puts one value of the resource in the place of another, so that the JSON stays JSON.</summary>
    public static byte[] Swap(JsonText text, Random random)
    {
        var bytes = text.Utf8.Span;
        var (from, to) = (Anywhere(text, random), Anywhere(text, random));
        var start = to.Kind == JsonKind.String ? to.Entry.Start - 1 : to.Entry.Start;
        return [.. bytes[..start], .. from.Raw, .. bytes[(start + to.Raw.Length)..]];
    }

    private static JsonValue Anywhere(JsonText text, Random random)
    {
        var row = random.Next(text.Entries.Length);
        return text.At(text.Entries[row].Kind == JsonKind.PropertyName ? row + 1 : row);
    }
}
