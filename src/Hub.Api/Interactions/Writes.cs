using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Api.Store;

namespace Hub.Api.Interactions;

/// <summary>Changes go to the store here: once, and under one X-Request-Id once only, however often they are sent.</summary>
internal static class Writes
{
    public static async Task<FhirAnswer> One(FhirRequest request, WithinTransaction change, CancellationToken cancellationToken)
        => (await Several(request, transaction => [change(transaction, request)], cancellationToken))[0];

    public static async Task<FhirAnswer[]> Several(FhirRequest request, Func<GuardedTransaction, FhirAnswer[]> work, CancellationToken cancellationToken)
    {
        if (!request.MayRepeat)
        {
            return await request.Store.Write(work, cancellationToken);
        }

        var once = new Repeatable<FhirAnswer[]>(Print(request), Keep, Recall);
        var answers = await request.Store.Write(once, work, cancellationToken);
        return await Task.WhenAll(answers.Select(answer => WithBody(answer, request, cancellationToken)));
    }

    /// <summary>What makes two requests the same: method, address, conditions and body.</summary>
    public static string Print(FhirRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var conditions = request.Conditions;
        var head = string.Join('\n', request.Method, request.Type, request.Id, string.Join('&', request.Query), conditions.IfMatch, conditions.IfNoneExist);
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        hash.AppendData(request.Body is { } body ? body.Utf8.Span : []);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Keep(FhirAnswer[] answers)
        => JsonSerializer.Serialize(answers.Select(answer => new Kept(answer.Status, answer.Location, answer.Version, answer.LastModified)));

    private static FhirAnswer[] Recall(string text)
        => [.. JsonSerializer.Deserialize<Kept[]>(text)!.Select(kept => new FhirAnswer(kept.Status)
        {
            Location = kept.Location,
            Version = kept.Version,
            LastModified = kept.LastModified,
        })];

    // A repeated answer shows the version it made, read anew: whoever has lost sight of it since does not get it back this way.
    private static async Task<FhirAnswer> WithBody(FhirAnswer answer, FhirRequest request, CancellationToken cancellationToken)
    {
        if (answer.Location is not { } location || !answer.Body.IsEmpty)
        {
            return answer;
        }

        var parts = location.Split('/');
        var version = int.Parse(parts[^1], CultureInfo.InvariantCulture);
        var row = await request.Store.Vread(new ResourceKey(parts[0], parts[1]), version, cancellationToken);
        return answer with { Body = row.Body };
    }

    private sealed record Kept(int Status, string? Location, int? Version, DateTimeOffset? LastModified);
}
