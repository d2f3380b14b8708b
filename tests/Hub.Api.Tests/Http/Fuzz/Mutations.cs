using System.Text.RegularExpressions;

namespace Hub.Api.Tests.Http.Fuzz;

/// <summary>Good requests, spoilt in one to three places: path, parameters, headers, body. The same seed makes the same requests.</summary>
internal sealed partial class Mutations(int seed)
{
    private static readonly string[] Odd =
    [
        "", " ", "0", "-1", "1e400", "99999999999999999999", "NaN", "null", "true", "%00", "%", "%ZZ", "\u0000", "\u202e", "\ud83d\ude00", "é", "'", "\"", "\\", "';--", "<x/>", "{}", "[]",
        "$", "_", "*", "?", "#", "&", "=", "|", ",", "/", "//", "../..", "..%2f", "%2e%2e", "urn:uuid:", "urn:uuid:00000000-0000-4000-8000-000000000000", "http://", "Patient/", "Patient/x/_history/0",
        "9999-12-31T23:59:59.999Z", "0000-00-00", "2026-02-30", "2026-13", "+14:00", "W/\"1\"", "W/\"\"", "W/\"99999999999\"", "*/*", "application/fhir+xml", "text/html", "gzip", "bytes=0-", "bytes=5-1", "return=x", "return=minimal", "handling=lenient", "handling=strict, return=OperationOutcome",
        ":not", ":in", ":exact", ":missing", ":Patient", ":of-type", ":identifier", ":below", "eq", "ap", "sa2026", "ge", "Patient:name", "_has:Task:patient:status", "_id", "_sort", "-_lastUpdated", "_include", "a b", "x,y\\,z", "\\$", "a$b$c",
    ];

    private static readonly string[] Names =
    [
        "_count", "_sort", "_include", "_revinclude", "_elements", "_summary", "_total", "_cursor", "_since", "_at", "_type", "_format", "_pretty", "_id", "_lastUpdated", "_tag", "_filter", "_list", "_content", "_text", "_has:Task:patient:status",
        "identifier", "name", "birthdate", "subject:Patient.name", "patient", "code-value-quantity", "value-quantity", "date", "status", "owner", "focus", "_outputFormat", "mode", "profile", "code", "url", "system",
    ];

    private static readonly string[] Headers =
        ["Accept", "Authorization", "Content-Type", "Content-Encoding", "If-Match", "If-None-Match", "If-None-Exist", "If-Modified-Since", "Prefer", "X-Request-Id", "X-Correlation-Id", "Range", "X-Security-Context", "X-Emergency-Reason", "X-HTTP-Method-Override"];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "QUERY"];

    private readonly Random random = new(seed);

    /// <summary>A good request with one to three mistakes.</summary>
    public FuzzRequest Next(IReadOnlyList<FuzzRequest> good)
    {
        var request = Any(good);
        for (var mistakes = Any([1, 1, 2, 3]); mistakes > 0; mistakes--)
        {
            request = request.Body is not null && random.Next(2) == 0 ? request with { Body = Body(request.Body) } : Beside(request);
        }

        return request;
    }

    private FuzzRequest Beside(FuzzRequest request) => random.Next(20) switch
    {
        < 3 => request with { Target = Path(request.Target) },
        < 12 => request with { Target = Query(request.Target) },
        < 19 => request with { Headers = Header(request.Headers) },
        _ => request with { Method = Any(Methods) },
    };

    private string Path(string target)
    {
        var (path, query) = Split(target);
        var parts = path.Split('/').ToList();
        var place = random.Next(2, parts.Count + 1);
        if (place == parts.Count || random.Next(3) == 0)
        {
            parts.Insert(place, Uri.EscapeDataString(Any(Odd)));
        }
        else
        {
            parts[place] = random.Next(3) == 0 ? Any(Odd).Replace(' ', '+') : Spoil(parts[place]);
        }

        return string.Join('/', parts) + query;
    }

    private string Query(string target)
    {
        var (path, query) = Split(target);
        var pairs = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).ToList();
        var odd = random.Next(4) == 0 ? Spoil(Any(Odd)) : Uri.EscapeDataString(Any(Odd));
        if (pairs.Count == 0 || random.Next(2) == 0)
        {
            pairs.Insert(random.Next(pairs.Count + 1), $"{Any(Names)}{(random.Next(5) == 0 ? Any(Odd) : "")}={odd}");
        }
        else
        {
            var place = random.Next(pairs.Count);
            pairs[place] = random.Next(2) == 0 ? Spoil(pairs[place]) : $"{pairs[place].Split('=')[0]}={odd}";
        }

        return $"{path}?{string.Join('&', pairs)}";
    }

    private List<KeyValuePair<string, string>> Header(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var name = Any(Headers);
        var before = headers.FirstOrDefault(header => header.Key == name).Value;
        var value = before is not null && random.Next(2) == 0 ? Spoil(before) : Any(Odd);
        return [.. headers.Where(header => header.Key != name), KeyValuePair.Create(name, value)];
    }

    private string Body(string body)
    {
        var spots = Value().Matches(body);
        return random.Next(6) switch
        {
            0 or 1 or 2 when spots.Count > 0 => Replace(body, spots[random.Next(spots.Count)]),
            3 => Any(["", "{", "[]", "null", "\ufeff" + body, body + body, $"[{body}]", new string('[', 500), "<Patient xmlns=\"http://hl7.org/fhir\"/>"]),
            _ => Spoil(body),
        };
    }

    /// <summary>Another value, or another kind of value, in the place of one.</summary>
    private string Replace(string body, Match spot)
    {
        var odd = Any(Odd).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var value = random.Next(4) == 0 ? Any(["null", "{}", "[]", "-1", "1e999", "true", "{\"a\":1}", "[null]"]) : $"\"{odd}\"";
        return body[..spot.Index] + value + body[(spot.Index + spot.Length)..];
    }

    /// <summary>A character less, more or other; a part twice or not at all.</summary>
    private string Spoil(string text)
    {
        if (text.Length == 0)
        {
            return Any(Odd);
        }

        var at = random.Next(text.Length);
        var length = Math.Min(random.Next(1, 12), text.Length - at);
        return random.Next(5) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(at, length)),
            2 => text.Insert(at, Any(Odd)),
            3 => text.Remove(at, 1).Insert(at, ((char)random.Next(1, 127)).ToString()),
            _ => text[..at],
        };
    }

    private static (string Path, string Query) Split(string target)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? (target, "") : (target[..question], target[question..]);
    }

    private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    [GeneratedRegex("\"[^\"]*\"(?!\\s*:)|\\b\\d+\\b")]
    private static partial Regex Value();
}
