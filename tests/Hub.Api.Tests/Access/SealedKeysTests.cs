using Hub.Api.Access;
using Hub.Api.Store;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Api.Tests.Access;

/// <summary>The keys that sign, as they stand in the database.</summary>
public sealed class SealedKeysTests : IDisposable
{
    private const string Secret = "a secret that stands elsewhere";
    private readonly HubHost hub = new();

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task With_a_secret_they_are_sealed_and_what_they_signed_stays_good()
    {
        var before = hub.Token("online");
        Assert.Contains("BEGIN PRIVATE KEY", Pem(), StringComparison.Ordinal);

        await using var sealing = With(Secret);
        var token = sealing.Services.GetRequiredService<AccessTokens>().Issue(HubHost.Partner("online"), SmartScopes.Parse(HubHost.AllScopes), Purposes.Treatment);

        Assert.Contains("BEGIN ENCRYPTED PRIVATE KEY", Pem(), StringComparison.Ordinal);
        Assert.Equal(200, await Status(sealing, before));
        Assert.Equal(200, await Status(sealing, token));
        Assert.Equal(0, await Run("token", "online", "--Hub:KeySecret", Secret));
    }

    [Fact]
    public async Task Without_it_or_with_another_nothing_is_signed()
    {
        _ = hub.Store;
        await using var sealing = With(Secret);
        _ = sealing.Services;

        await Assert.ThrowsAsync<CannotStartException>(() => Run("token", "online"));
        var refused = await Assert.ThrowsAsync<CannotStartException>(() => Run("token", "online", "--Hub:KeySecret", "another"));

        Assert.Contains("roll-keys", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_rolled_under_another_secret_goes_on_with_that()
    {
        _ = hub.Store;
        await using (var sealing = With(Secret))
        {
            _ = sealing.Services;
        }

        Assert.Equal(0, await Run("roll-keys", "--Hub:KeySecret", "another"));
        Assert.Equal(0, await Run("token", "online", "--Hub:KeySecret", "another"));
        await using var next = With("another");
        Assert.Equal(200, await Status(next, next.Services.GetRequiredService<AccessTokens>().Issue(HubHost.Partner("online"), SmartScopes.Parse(HubHost.AllScopes), Purposes.Treatment)));
    }

    private WebApplicationFactory<Program> With(string secret) => hub.WithWebHostBuilder(builder => builder.UseSetting("Hub:KeySecret", secret));

    private string Pem() => (string)hub.Database.Execute("SELECT pem FROM signing_key WHERE retired IS NULL")!;

    private Task<int> Run(params string[] arguments)
    {
        var settings = hub.Database.Settings.SelectMany(setting => new[] { "--" + setting.Key, setting.Value });
        return Commands.Run([.. arguments, .. settings], TextWriter.Null, TextWriter.Null);
    }

    private static async Task<int> Status(WebApplicationFactory<Program> host, string token)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return (await client.Get("Patient")).Status;
    }
}
