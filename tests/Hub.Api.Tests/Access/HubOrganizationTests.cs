namespace Hub.Api.Tests.Access;

/// <summary>The hub's own entry in the directory.</summary>
public sealed class HubOrganizationTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task Every_partner_can_read_and_find_it()
    {
        var read = await hub.Client("camhs").Get("Organization/hub");
        var found = await hub.Client("school").Get("Organization?name=ReferralHub");

        Assert.Equal((200, "ReferralHub"), (read.Status, read.Json["name"]!.GetValue<string>()));
        Assert.Equal("hub", found.Matches.Single()["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nobody_else_writes_it()
    {
        const string other = """{"resourceType":"Organization","id":"hub","name":"Another hub"}""";

        var changed = await hub.Client("online").Put("Organization/hub", other);
        var deleted = await hub.Client("online").Delete("Organization/hub");

        Assert.Equal((403, 403), (changed.Status, deleted.Status));
    }

    [Fact]
    public async Task Another_start_leaves_it_as_it_is()
    {
        await using var again = hub.WithWebHostBuilder(_ => { });
        _ = again.Services;

        Assert.Equal("W/\"1\"", (await hub.Client("camhs").Get("Organization/hub")).ETag);
    }
}
