using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>A partner's system, holding a token, speaking plain HTTP.</summary>
internal sealed class Partner(Uri hub, string token)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Post(string path, JsonNode body, params (string Name, string Value)[] headers) => Send(HttpMethod.Post, path, body.ToJsonString(), headers);

    public Task<Answer> PostText(string path, string body) => Send(HttpMethod.Post, path, body);

    public Task<Answer> Put(string path, JsonNode body, params (string Name, string Value)[] headers) => Send(HttpMethod.Put, path, body.ToJsonString(), headers);

    /// <summary>Read, change, write back with If-Match: what every partner does to move something.</summary>
    public async Task<Answer> Change(string path, Action<JsonObject> change)
    {
        var current = await Get(path);
        Assert.Equal(HttpStatusCode.OK, current.Status);
        change(current.Body);
        return await Put(path, current.Body, ("If-Match", current.ETag!));
    }

    /// <summary>The resources a search finds: its matches, or what it includes.</summary>
    public async Task<IReadOnlyList<JsonObject>> Search(string query, string match = "match", params (string Name, string Value)[] headers)
    {
        var found = (await Get($"/fhir/{query}", headers)).Is(HttpStatusCode.OK).Body["entry"]?.AsArray() ?? [];
        return [.. found.Where(entry => entry!["search"]!["mode"]!.GetValue<string>() == match).Select(entry => entry!["resource"]!.AsObject())];
    }

    private async Task<Answer> Send(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(hub, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/fhir+json");
        using var answer = await Http.SendAsync(request);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.ToString(), answer.Headers.Location?.ToString())
        {
            RetryAfter = answer.Headers.RetryAfter?.Delta,
        };
    }
}

internal sealed record Answer(HttpStatusCode Status, string Text, string? ETag, string? Location)
{
    private JsonObject? body;

    public TimeSpan? RetryAfter { get; init; }

    public JsonObject Body => body ??= JsonNode.Parse(Text)!.AsObject();

    /// <summary>The stable codes of an OperationOutcome.</summary>
    public IReadOnlyList<string> Problems =>
        [.. Body["issue"]?.AsArray().Select(issue => issue!["details"]?["coding"]?[0]?["code"]?.GetValue<string>() ?? "") ?? []];

    public Answer Is(HttpStatusCode expected)
    {
        Assert.True(Status == expected, $"{(int)Status} instead of {(int)expected}: {Text}");
        return this;
    }
}
