using System.Diagnostics;
using System.Security.Cryptography;
using Hub.Api.Tests.Layout;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>A FHIR client that others wrote (npm fhir-kit-client), on a running hub, from discovery to deletion: the steps are in client.mjs.</summary>
[Collection("processes")]
public sealed class ForeignClientTests : IDisposable
{
    private static readonly string Folder = Repository.File("tests/Hub.Api.Tests/EndToEnd/ForeignClient");
    private readonly HubFolder hub = new();

    public void Dispose() => hub.Dispose();

    [NodeFact]
    public async Task A_client_that_others_wrote_does_everything_it_knows()
    {
        await using var running = await RunningHub.Start(hub, demo: false);
        var key = await Register("foreign");

        var (status, output, error) = await Node("client.mjs", $"{running.Address}fhir", "foreign", key);

        Assert.True(status == 0, $"After: {output}\n{error}");
        Assert.Equal(await Steps(), output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>By the command an operator types; answers the file with the private key.</summary>
    private async Task<string> Register(string client)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        var jwks = Path.Combine(hub.Path, "jwks.json");
        await File.WriteAllTextAsync(jwks, $$"""{"keys":[{"kty":"EC","crv":"P-384","kid":"foreign-1","x":"{{Base64UrlEncoder.Encode(point.X)}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"}]}""");
        var (status, _, error) = await hub.Run("partner", client, "--agency", client, "--jwks", jwks);
        Assert.True(status == 0, error);
        var key = Path.Combine(hub.Path, "key.pem");
        await File.WriteAllTextAsync(key, pair.ExportPkcs8PrivateKeyPem());
        return key;
    }

    /// <summary>The names of the steps as they stand in the script.</summary>
    private static async Task<IEnumerable<string>> Steps() =>
        (await File.ReadAllLinesAsync(Path.Combine(Folder, "client.mjs"))).Where(line => line.StartsWith("await step('", StringComparison.Ordinal)).Select(line => line.Split('\'')[1]);

    private static async Task<(int Status, string Output, string Error)> Node(params string[] arguments)
    {
        using var node = Process.Start(new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = node.StandardOutput.ReadToEndAsync();
        var error = node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, await output, await error);
    }
}

/// <summary>Skipped where `npm ci` was not run in this folder; test.sh runs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() =>
        Skip = Directory.Exists(Repository.File("tests/Hub.Api.Tests/EndToEnd/ForeignClient/node_modules/fhir-kit-client")) ? null : "Needs npm ci in tests/Hub.Api.Tests/EndToEnd/ForeignClient.";
}
