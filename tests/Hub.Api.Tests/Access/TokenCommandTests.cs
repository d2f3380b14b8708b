using Hub.Api.Access;

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
    public async Task A_partner_is_registered_with_its_keys_and_switched_off_again()
    {
        var key = ClientKey.Es384("clinic-key");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, key.Jwks);
        _ = hub.Store;

        Assert.Equal(1, await Run("partner", "clinic"));
        Assert.Equal(2, await Run("partner", "clinic", "--agency", "hub"));
        Assert.Equal(2, await Run("partner", "clinic", "--agency", "clinic", "--jwks", "nowhere"));
        Assert.Equal(0, await Run("partner", "clinic", "--agency", "clinic", "--jwks", file, "--scopes", "system/Task.rs"));
        Assert.Equal(0, await Run("partner", "clinic", "--enabled", "false"));

        File.Delete(file);
        Assert.Contains("clinic: agency clinic, on, scopes system/Task.rs, keys clinic-key", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("clinic: agency clinic, off", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await Run("token", "clinic"));
    }

    [Fact]
    public async Task Rolled_keys_are_taken_up_by_the_running_hub()
    {
        Assert.Equal(200, (await hub.Client("online").Get("Patient")).Status);
        Assert.Equal(0, await Run("roll-keys"));
        output.GetStringBuilder().Clear();
        Assert.Equal(0, await Run("token", "online"));
        hub.Clock.Advance(TimeSpan.FromSeconds(2));

        var client = hub.Anyone();
        client.DefaultRequestHeaders.Authorization = new("Bearer", output.ToString().Trim());

        Assert.Equal(200, (await client.Get("Patient")).Status);
    }

    [Fact]
    public async Task The_audit_is_checked_beside_the_running_hub()
    {
        await hub.Client("online").Get("Patient");

        Assert.Equal(0, await Run("audit"));

        Assert.Contains("whole", output.ToString(), StringComparison.Ordinal);
    }

    private Task<int> Run(params string[] arguments) => Commands.Run(
        arguments is ["token"] || arguments[^1].StartsWith("--", StringComparison.Ordinal) ? arguments : [.. arguments, "--Hub:Database:ConnectionString", hub.Database.ConnectionString], output, errors);
}
