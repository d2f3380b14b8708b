using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Hub.Api.Tests;

/// <summary>What came back, read whole.</summary>
public sealed record Reply(HttpResponseMessage Response, string Text)
{
    private JsonNode? json;

    public int Status => (int)Response.StatusCode;

    public JsonNode Json => json ??= JsonNode.Parse(Text)!;

    public string? ETag => Response.Headers.ETag?.ToString();

    public string Id => Json["id"]!.GetValue<string>();

    /// <summary>Codes of the issues of an OperationOutcome.</summary>
    public string[] Problems => [.. Issues.Select(issue => issue["details"]!["coding"]![0]!["code"]!.GetValue<string>())];

    public string[] Expressions => [.. Issues.Select(issue => issue["expression"]?[0]?.GetValue<string>() ?? "")];

    public JsonNode[] Entries => Json["entry"] is JsonArray entries ? [.. entries.Select(entry => entry!)] : [];

    public JsonNode[] Matches => [.. Entries.Where(entry => entry["search"]?["mode"]?.GetValue<string>() == "match").Select(entry => entry["resource"]!)];

    public string? Link(string relation) => Json["link"]?.AsArray().FirstOrDefault(link => link!["relation"]!.GetValue<string>() == relation)?["url"]?.GetValue<string>();

    private IEnumerable<JsonNode> Issues
    {
        get
        {
            Assert.Equal("OperationOutcome", Json["resourceType"]?.GetValue<string>());
            return Json["issue"]!.AsArray().Select(issue => issue!);
        }
    }
}

/// <summary>Calls in one line each.</summary>
public static class Calls
{
    public const string FhirJson = "application/fhir+json";

    public static Task<Reply> Get(this HttpClient client, string path, params (string Name, string Value)[] headers)
        => client.Call(HttpMethod.Get, path, null, headers);

    public static Task<Reply> Post(this HttpClient client, string path, string body, params (string Name, string Value)[] headers)
        => client.Call(HttpMethod.Post, path, body, headers);

    public static Task<Reply> Put(this HttpClient client, string path, string body, params (string Name, string Value)[] headers)
        => client.Call(HttpMethod.Put, path, body, headers);

    public static Task<Reply> Delete(this HttpClient client, string path, params (string Name, string Value)[] headers)
        => client.Call(HttpMethod.Delete, path, null, headers);

    public static Task<Reply> Call(this HttpClient client, HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
        => client.Send(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(FhirJson)), headers);

    public static async Task<Reply> Send(this HttpClient client, HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') || path.StartsWith("http", StringComparison.Ordinal) ? path : $"/fhir/{path}".TrimEnd('/')) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await client.SendAsync(request);
        return new Reply(response, await response.Content.ReadAsStringAsync());
    }
}
