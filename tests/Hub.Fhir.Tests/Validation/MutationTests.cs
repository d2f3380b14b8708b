using Hub.Fhir.Json;

namespace Hub.Fhir.Tests.Validation;

/// <summary>Real resources, damaged at random with a fixed seed: whatever comes in, the answer is issues and never an exception.</summary>
public sealed class MutationTests
{
    private const int PerResource = 60;

    [ThirdPartyFact]
    public void The_validator_answers_damaged_bytes_with_issues()
    {
        var random = new Random(20261122);
        var (valid, refused) = (0, 0);
        foreach (var file in ThirdParty.Files("examples"))
        {
            var sent = File.ReadAllBytes(file);
            for (var round = 0; round < PerResource && sent.Length < 100_000; round++)
            {
                _ = Mutations.Validate(Mutations.Damage(sent, random)) ? valid++ : refused++;
            }
        }

        Assert.InRange(refused, valid, int.MaxValue);
    }

    [ThirdPartyFact]
    public void The_validator_answers_misplaced_values_with_issues()
    {
        var random = new Random(4711);
        var (valid, refused) = (0, 0);
        foreach (var file in ThirdParty.Files("examples"))
        {
            var text = JsonText.Of(File.ReadAllBytes(file));
            for (var round = 0; round < PerResource && text.Utf8.Length < 100_000; round++)
            {
                _ = Mutations.Validate(Mutations.Swap(text, random)) ? valid++ : refused++;
            }
        }

        Assert.InRange(refused, valid, int.MaxValue);
    }
}
