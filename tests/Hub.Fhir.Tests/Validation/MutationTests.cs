using System.Text;
using Hub.Fhir.Json;

namespace Hub.Fhir.Tests.Validation;

/// <summary>Real resources, damaged at random with a fixed seed: whatever comes in, the answer is issues and never an exception.</summary>
public sealed class MutationTests
{
    private const int PerResource = 60;
    private static readonly byte[] Signs = Encoding.UTF8.GetBytes("{}[]\",:0-9eE.tfn_\\u <&;#/x\u00e9");

    [ThirdPartyFact]
    public void The_validator_answers_damaged_bytes_with_issues()
    {
        var random = new Random(20261122);
        foreach (var file in ThirdParty.Files("examples"))
        {
            var sent = File.ReadAllBytes(file);
            for (var round = 0; round < PerResource && sent.Length < 100_000; round++)
            {
                Validate(Damage(sent, random));
            }
        }
    }

    [ThirdPartyFact]
    public void The_validator_answers_misplaced_values_with_issues()
    {
        var random = new Random(4711);
        foreach (var file in ThirdParty.Files("examples"))
        {
            var text = JsonText.Of(File.ReadAllBytes(file));
            var bytes = text.Utf8.ToArray();
            for (var round = 0; round < PerResource && bytes.Length < 100_000; round++)
            {
                Validate(Swap(text, bytes, random));
            }
        }
    }

    private static void Validate(byte[] json)
    {
        var issues = Check.Issues(json, out var resource);
        Assert.Equal(resource is null, issues.Exists(issue => issue.IsError));
    }

    private static byte[] Damage(byte[] sent, Random random)
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
    private static byte[] Swap(JsonText text, byte[] bytes, Random random)
    {
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
