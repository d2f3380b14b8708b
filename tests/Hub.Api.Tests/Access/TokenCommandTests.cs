using Hub.Api.Access;
using Hub.Api.Audit;

namespace Hub.Api.Tests.Access;

public sealed class TokenCommandTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    [Fact]
    public async Task A_token_is_printed_and_nothing_else_and_the_running_hub_takes_it()
    {
        Assert.Equal(200, (await hub.Client("online").Get("Patient")).Status);

        Assert.Equal(0, await Run("token", "online", "--scope", "system/Patient.rs"));

        var token = output.ToString().Trim();
        Assert.DoesNotContain(' ', token);
        Assert.Empty(errors.ToString());
        var client = hub.Anyone();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(200, (await client.Get("Patient")).Status);
        Assert.Equal(403, (await client.Get("Task")).Status);
    }

    [Fact]
    public async Task A_token_signs_for_the_address_that_the_hub_was_started_under()
    {
        Assert.Equal(200, (await hub.Anyone().Get("metadata")).Status);

        Assert.Equal(0, await Run("token", "online", "--urls", "http://127.0.0.1:9999"));

        Assert.Equal("http://127.0.0.1:5080", new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(output.ToString().Trim()).Issuer);
    }

    [Theory]
    [InlineData(2, "Usage", "token")]
    [InlineData(2, "Usage", "token", "--purpose", "BTG")]
    [InlineData(2, "Usage", "token", "online", "--purpose")]
    [InlineData(1, "'stranger'", "token", "stranger")]
    [InlineData(2, "'FUN'", "token", "online", "--purpose", "FUN")]
    [InlineData(2, "'all'", "token", "online", "--scope", "all")]
    public async Task What_cannot_be_done_is_said_beside_standard_output(int code, string said, params string[] arguments)
    {
        _ = hub.Store;

        Assert.Equal(code, await Run(arguments));

        Assert.Empty(output.ToString());
        Assert.Contains(said, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_is_checked_beside_the_running_hub()
    {
        await hub.Client("online").Get("Patient");

        Assert.Equal(0, await AuditCommand.Run(["audit", "--Hub:Database:ConnectionString", hub.ConnectionString], output, errors));

        Assert.Contains("whole", output.ToString(), StringComparison.Ordinal);
    }

    private Task<int> Run(params string[] arguments) => TokenCommand.Run(
        arguments.Length < 2 || arguments[^1].StartsWith("--", StringComparison.Ordinal) ? arguments : [.. arguments, "--Hub:Database:ConnectionString", hub.ConnectionString], output, errors);
}
