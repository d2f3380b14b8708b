using System.Net.Http.Headers;
using System.Security.Cryptography;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Http;

namespace Hub.Portal.Door;

/// <summary>The portal's only door to the hub: FHIR over HTTP with the signed-in person's own token, so that all it shows has passed the gate.</summary>
public sealed class HubClient(HttpClient http, HubAddress address, PersonToken token, IHttpContextAccessor accessor)
{
    private const string FhirJson = "application/fhir+json";

    private readonly Dictionary<string, string> tokens = [];

    public Signed Person => Signed.From(accessor.HttpContext!.User);

    public async Task<FhirResource> Read(string reference, CancellationToken cancellationToken) =>
        new((await Send(HttpMethod.Get, reference, null, null, cancellationToken))!);

    /// <summary>The resource, or null where it is not there or not shared with this person's agency.</summary>
    public async Task<FhirResource?> Find(string reference, CancellationToken cancellationToken)
    {
        try
        {
            return await Read(reference, cancellationToken);
        }
        catch (HubRefusalException refusal) when (refusal.Status is 403 or 404 or 410)
        {
            return null;
        }
    }

    public async Task<FhirPage> Search(string query, CancellationToken cancellationToken) =>
        new((await Send(HttpMethod.Get, query, null, null, cancellationToken))!.Root);

    /// <summary>Every page of a search, for what is small as a whole.</summary>
    public async Task<IReadOnlyList<JsonValue>> All(string query, CancellationToken cancellationToken)
    {
        var page = await Search(query, cancellationToken);
        var found = page.Matches.ToList();
        while (page.Next is { } cursor)
        {
            page = await Search($"{query}&_cursor={Uri.EscapeDataString(cursor)}", cancellationToken);
            found.AddRange(page.Matches);
        }

        return found;
    }

    public async Task<FhirResource> Create(string type, object resource, string requestId, CancellationToken cancellationToken) =>
        new((await Send(HttpMethod.Post, type, FhirText.Bytes(resource), new Write(requestId), cancellationToken))!);

    /// <summary>Saves over one version; 412 when somebody else was quicker.</summary>
    public async Task<FhirResource> Update(string reference, ReadOnlyMemory<byte> resource, string version, string requestId, CancellationToken cancellationToken) =>
        new((await Send(HttpMethod.Put, reference, resource, new Write(requestId, version), cancellationToken))!);

    /// <summary>All of a bundle or nothing; the answer's entries are in the order sent.</summary>
    public async Task<FhirPage> Transaction(object bundle, string requestId, CancellationToken cancellationToken) =>
        new((await Send(HttpMethod.Post, "", FhirText.Bytes(bundle), new Write(requestId), cancellationToken))!.Root);

    /// <summary>Opens one person's record in an emergency, with the reason said; the named worker is told by the hub.</summary>
    public async Task OpenInEmergency(string personId, string reason, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, $"Patient/{Uri.EscapeDataString(personId)}/$emergency-access", null, "BTG");
        request.Headers.TryAddWithoutValidation("X-Emergency-Reason", reason);
        request.Content = new ByteArrayContent(FhirText.Bytes(new { resourceType = "Parameters", parameter = new[] { new { name = "reason", valueString = reason } } }));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(FhirJson);
        using var response = await http.SendAsync(request, cancellationToken);
        await Answer(response, cancellationToken);
    }

    private async Task<JsonText?> Send(HttpMethod method, string path, ReadOnlyMemory<byte>? body, Write? write, CancellationToken cancellationToken)
    {
        using var request = Request(method, path, write, "TREAT");
        if (body is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(FhirJson);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        return await Answer(response, cancellationToken);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, Write? write, string purpose)
    {
        var request = new HttpRequestMessage(method, address.Of(path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(FhirJson));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(purpose));
        request.Headers.TryAddWithoutValidation("X-Correlation-Id", accessor.HttpContext!.TraceIdentifier.Replace(':', '-'));
        if (write is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Request-Id", write.RequestId);
            request.Headers.TryAddWithoutValidation("Prefer", "return=representation");
            if (write.Version is { } version)
            {
                request.Headers.TryAddWithoutValidation("If-Match", $"W/\"{version}\"");
            }
        }

        return request;
    }

    private string Token(string purpose)
    {
        if (!tokens.TryGetValue(purpose, out var made))
        {
            tokens[purpose] = made = token(Person, purpose);
        }

        return made;
    }

    private static async Task<JsonText?> Answer(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var text = body.Length == 0 ? null : JsonText.Parse(body, new List<Issue>());
        if (response.IsSuccessStatusCode)
        {
            return text;
        }

        var issues = text?.Root["issue"].Each().ToList() ?? [];
        var code = issues.Select(issue => issue["details"]["coding"].Item(0)["code"].TextOf()).FirstOrDefault(found => found is not null) ?? "";
        throw new HubRefusalException((int)response.StatusCode, code, [.. issues.Select(issue => issue["details"]["text"].TextOf()).OfType<string>()]);
    }

    /// <summary>A fresh id for a form, sent back with it: pressed twice, the hub answers as the first time.</summary>
    public static string NewRequestId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private sealed record Write(string RequestId, string? Version = null);
}
