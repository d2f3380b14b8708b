using System.Text.Json.Nodes;
using Hub.Api.Access;

namespace Hub.Api.Tests.Workflow;

/// <summary>The first referral of specs/examples on a hub, and the moves that follow it, each with the example that shows it.</summary>
internal sealed class Loop
{
    private readonly HubHost hub;
    private readonly Dictionary<string, string> ids = [];

    private Loop(HubHost hub) => this.hub = hub;

    public string this[string type] => ids[type];

    public string Person => "Patient/" + ids["Patient"];

    public HttpClient Online => As("online");

    public HttpClient Camhs => As("camhs");

    /// <summary>Sends the transaction as online and keeps the ids it got.</summary>
    public static async Task<Loop> Begin(HubHost hub)
    {
        var loop = new Loop(hub);
        var reply = await loop.Online.Post("", Example("first-referral"));
        Assert.Equal(200, reply.Status);
        foreach (var location in reply.Entries.Select(entry => entry["response"]!["location"]!.GetValue<string>()))
        {
            var parts = location.Split('/');
            var at = Array.IndexOf(parts, "_history");
            loop.ids[parts[at - 2]] = parts[at - 1];
        }

        return loop;
    }

    public static string Example(string name) => File.ReadAllText(Path.Combine(Layout.Repository.Root, "specs", "examples", name + ".json"));

    public HttpClient As(string agency) => hub.Client(agency);

    public HttpClient InEmergency(string agency, string? reason) => hub.Client(agency, purpose: Purposes.BreakTheGlass, reason: reason);

    /// <summary>The Task as an agency reads it, with what the example says in place of what it said.</summary>
    public async Task<(JsonObject Task, string ETag)> Proposed(string agency, string example)
    {
        var now = await As(agency).Get("Task/" + ids["Task"]);
        Assert.Equal(200, now.Status);
        var task = now.Json.AsObject();
        var said = JsonNode.Parse(Example(example))!.AsObject();
        foreach (var name in (string[])["extension", "status", "statusReason", "businessStatus", "output", "note"])
        {
            task.Remove(name);
            if (said[name] is { } value)
            {
                task[name] = value.DeepClone();
            }
        }

        return (task, now.ETag!);
    }

    public async Task<Reply> Move(string agency, string example)
    {
        var (task, etag) = await Proposed(agency, example);
        return await As(agency).Put("Task/" + ids["Task"], task.ToJsonString(), ("If-Match", etag));
    }

    /// <summary>Reads a resource, changes it, and sends it back with the version it was read in.</summary>
    public async Task<Reply> Change(string agency, string address, Action<JsonObject> change)
    {
        var client = As(agency);
        var now = await client.Get(address);
        Assert.Equal(200, now.Status);
        change(now.Json.AsObject());
        return await client.Put(address, now.Json.ToJsonString(), ("If-Match", now.ETag!));
    }

    /// <summary>What an agency sees when it asks for everything of one type about the person.</summary>
    public static async Task<int> Count(HttpClient client, string query)
    {
        var reply = await client.Get(query + (query.Contains('?') ? "&" : "?") + "_total=accurate");
        Assert.Equal(200, reply.Status);
        Assert.Equal(reply.Matches.Length, reply.Json["total"]!.GetValue<int>());
        return reply.Matches.Length;
    }
}
