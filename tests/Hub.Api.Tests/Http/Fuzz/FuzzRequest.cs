using System.Globalization;
using System.Text;

namespace Hub.Api.Tests.Http.Fuzz;

/// <summary>One request as it goes over the wire.</summary>
internal sealed record FuzzRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Body = null)
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public bool IsSafe => Method is "GET" or "HEAD" or "OPTIONS" or "TRACE";

    /// <summary>Steps upwards may lead to the pages instead.</summary>
    public bool IsFhir => new Uri($"http://hub{Visible(Target)}").AbsolutePath.StartsWith("/fhir", StringComparison.Ordinal);

    /// <summary>As any client can send it: line breaks are in no header, and an address is of visible ASCII.</summary>
    public HttpRequestMessage Message(string server)
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(server + Visible(Target), AsItIs))
        {
            Content = Body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(Body)),
        };
        foreach (var (name, value) in Headers)
        {
            var text = string.Concat(value.Where(c => !char.IsControl(c)));
            _ = message.Headers.TryAddWithoutValidation(name, text) || (message.Content?.Headers.TryAddWithoutValidation(name, text) ?? false);
        }

        return message;
    }

    public override string ToString() => $"{Method} {Target}\n{string.Join('\n', Headers.Where(header => header.Key != "Authorization").Select(header => $"{header.Key}: {header.Value}"))}\n{Body}";

    private static string Visible(string target)
        => string.Concat(Encoding.UTF8.GetBytes(target).Select(one => one is > 32 and < 127 ? ((char)one).ToString() : string.Create(CultureInfo.InvariantCulture, $"%{one:X2}")));
}
