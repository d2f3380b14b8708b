using Hub.Api.Tests.Layout;

namespace Hub.Api.Tests.Conformance;

/// <summary>What the hub shows as an example of a type, it takes.</summary>
public sealed class OwnExampleTests(HubHost hub) : IClassFixture<HubHost>
{
    public static TheoryData<string> Types => [.. Directory.GetFiles(Repository.File("specs/examples/types"), "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task The_example_of_a_type_goes_in_and_comes_out_token_for_token(string type)
    {
        var text = await File.ReadAllTextAsync(Repository.File($"specs/examples/types/{type}.json"));
        var partner = hub.Client("online");

        var made = await partner.Post(type, text);
        var read = await partner.Get($"{type}/{made.Id}", ("Accept", Calls.FhirJson));

        Assert.True(made.Status == 201, made.Text);
        Assert.Null(TokenForToken.Difference(text, read.Text));
    }
}
