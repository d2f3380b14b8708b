using System.Diagnostics;
using System.Text;
using Hub.Api.Access;
using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Api.Tests.Http.Fuzz;

/// <summary>Sends spoilt requests to a hub of its own, and keeps what should never have been answered.</summary>
internal sealed class FuzzRun : IDisposable
{
    private const int Renewed = 2000;
    private const int Counted = 100;
    private static readonly string[] Leaks = ["Exception", "   at ", "System.", "Hub.Api", "Hub.Fhir", "Npgsql", "SQLite", ".cs:", "StackTrace"];

    private readonly FuzzHub hub = new();
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
    private readonly Session clock;
    private string inEmergency = "";

    public FuzzRun() => clock = hub.Services.GetRequiredService<Dialect>().Open(writing: false);

    /// <summary>How often each status was answered.</summary>
    public SortedDictionary<int, int> Answers { get; } = [];

    /// <summary>What is wrong, how often, and one request that shows it.</summary>
    public Dictionary<string, (int Count, string Example)> Offences { get; } = [];

    /// <summary>Sends so many, or fewer when the time is over; the same seed sends the same.</summary>
    public async Task Send(int seed, int count, TimeSpan longest)
    {
        var mutations = new Mutations(seed);
        IReadOnlyList<FuzzRequest> good = [];
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < count && watch.Elapsed < longest; number++)
        {
            if (number % Renewed == 0)
            {
                good = await Renew(new Random(seed + number));
            }

            await Try(mutations.Next(good), number % Counted == 0, $"seed {seed}, request {number}");
        }
    }

    public void Dispose()
    {
        clock.Dispose();
        client.Dispose();
        hub.Dispose();
    }

    /// <summary>What earlier requests deleted is there again, and the tokens are fresh.</summary>
    private async Task<IReadOnlyList<FuzzRequest>> Renew(Random random)
    {
        var online = hub.Token("online");
        foreach (var request in new GoodRequests(random, online).World)
        {
            await Ask(request);
        }

        inEmergency = hub.Token("camhs", purpose: Purposes.BreakTheGlass);
        var person = hub.Services.GetRequiredService<AccessTokens>().IssueToPerson("online", "asha", "Practitioner/asha", GuardedErasures.Controller, Purposes.Treatment);
        return new GoodRequests(random, online, online, online, hub.Token("camhs"), inEmergency, person).All;
    }

    private async Task Try(FuzzRequest request, bool counted, string name)
    {
        var rows = counted ? Rows() : null;
        var before = Clock();
        var (status, text, entered) = await Ask(request);
        Answers[status] = Answers.GetValueOrDefault(status) + 1;
        var after = Clock();
        foreach (var offence in Wrong(request, status, text, entered).Concat(Changed(request, status, before, after)))
        {
            Note(offence, $"{name}: {status}\n{request}\n{text}");
        }

        if (rows is not null && status >= 400 && !rows.SequenceEqual(Rows()))
        {
            Note("a refused request changed rows", $"{name}: {status}\n{request}");
        }
    }

    private IEnumerable<string> Wrong(FuzzRequest request, int status, string text, bool entered)
    {
        while (hub.NextError() is { } error)
        {
            yield return $"error logged: {string.Join(" | ", error.Split('\n').Where(line => !line.Contains("at System.", StringComparison.Ordinal)).Take(3).Select(line => line.Trim()))}";
        }

        if (status is 0 or (>= 500 and not 501))
        {
            yield return $"answered {status}";
        }

        if (status >= 400 && Leaks.FirstOrDefault(leak => text.Contains(leak, StringComparison.Ordinal) && !request.ToString().Contains(leak, StringComparison.Ordinal)) is { } leaked)
        {
            yield return $"tells of the inside: {leaked}";
        }

        if (status >= 400 && entered && request.Method != "HEAD" && request.IsFhir && !text.Contains("OperationOutcome", StringComparison.Ordinal))
        {
            yield return $"{status} without an OperationOutcome";
        }
    }

    private IEnumerable<string> Changed(FuzzRequest request, int status, (long Sequence, long Event) before, (long Sequence, long Event) after)
    {
        if (status >= 400 && before != after)
        {
            yield return $"refused with {status}, and changed something";
        }

        if (request.IsSafe && !InEmergency(request) && before.Sequence != after.Sequence)
        {
            yield return $"{request.Method} changed something";
        }
    }

    /// <summary>The first look in an emergency leaves a record of it, by design.</summary>
    private bool InEmergency(FuzzRequest request) => request.Headers.Any(header => header.Value.EndsWith(inEmergency, StringComparison.Ordinal));

    /// <summary>Status 0 when the hub gave no answer at all; not entered when its HTTP server had already refused.</summary>
    private async Task<(int Status, string Text, bool Entered)> Ask(FuzzRequest request)
    {
        using var message = request.Message(hub.Address);
        try
        {
            using var response = await client.SendAsync(message, CancellationToken.None);
            var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
            return ((int)response.StatusCode, $"{response.Headers}\n{body}", response.Headers.Contains("X-Request-Id"));
        }
        catch (HttpRequestException reason)
        {
            return (0, reason.ToString(), false);
        }
    }

    private void Note(string offence, string example)
        => Offences[offence] = Offences.TryGetValue(offence, out var known) ? (known.Count + 1, known.Example) : (1, example);

    /// <summary>Every version of a resource and every event takes the next number.</summary>
    private (long Sequence, long Event) Clock() => clock.First("SELECT sequence, event FROM clock WHERE id = 1", row => (row.GetInt64(0), row.GetInt64(1)));

    // What is looked at is noted, and jobs go on in the background.
    private List<KeyValuePair<string, long>> Rows() => [.. hub.RowCounts("audit", "audit_index", "clock", "job", "job_file").OrderBy(table => table.Key, StringComparer.Ordinal)];
}
