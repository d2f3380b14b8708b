using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bench.Ratios;

/// <summary>
/// The machine's own limit: Kestrel and one statement, nothing between. No token, no gate, no audit, no validation, no history and
/// no search index; but the same bytes, and as durable. A read and a search are asked once more with the look on disk first.
/// </summary>
internal static class Ceiling
{
    /// <summary>About what the hub's facts of one look come to.</summary>
    private const int LookBytes = 64;

    private static readonly ConcurrentDictionary<int, byte[]> Statics = new();

    /// <summary>ceiling PORT CONNECTION</summary>
    public static async Task Run(string[] arguments)
    {
        using var store = CeilingStore.Open(arguments[1]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.WebHost.UseUrls($"http://127.0.0.1:{int.Parse(arguments[0], CultureInfo.InvariantCulture)}");
        await using var app = builder.Build();
        app.Run(context => Answer(context, store));
        await app.RunAsync();
    }

    private static async Task Answer(HttpContext context, CeilingStore store)
    {
        var path = context.Request.Path.Value!;
        var body = path[1] switch
        {
            'k' => store.Read(path[3..]),
            'i' => CeilingStore.Bundle(store.Inbox(path[3..])),
            'l' => await Read(store, path[3..]),
            'j' => await Inbox(store, path[3..]),
            'c' => await Create(context, store),
            't' => await Transact(context, store),
            's' => Static(int.Parse(path.AsSpan(3), CultureInfo.InvariantCulture)),
            _ => Static(2),
        };
        context.Response.ContentType = "application/fhir+json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    /// <summary>The same as 'k', but that somebody looked is on disk before it is answered.</summary>
    private static async Task<byte[]> Read(CeilingStore store, string id)
    {
        var body = store.Read(id);
        await store.Look(new byte[LookBytes]);
        return body;
    }

    /// <summary>The same as 'i', but that somebody looked at each of them is on disk before it is answered; put together meanwhile.</summary>
    private static async Task<byte[]> Inbox(CeilingStore store, string owner)
    {
        var rows = store.Inbox(owner);
        var look = store.Look(new byte[rows.Count * LookBytes]);
        var bundle = CeilingStore.Bundle(rows);
        await look;
        return bundle;
    }

    private static async Task<byte[]> Create(HttpContext context, CeilingStore store)
    {
        var body = await Body(context);
        await store.Insert(body);
        return body;
    }

    /// <summary>The body in seven parts, a row each.</summary>
    private static async Task<byte[]> Transact(HttpContext context, CeilingStore store)
    {
        const int rows = 7;
        var body = await Body(context);
        await store.InsertTogether([.. body.Chunk((body.Length + rows - 1) / rows)]);
        return Static(2048);
    }

    private static byte[] Static(int bytes) => Statics.GetOrAdd(bytes, length =>
    {
        var made = new byte[length];
        Array.Fill(made, (byte)' ');
        return made;
    });

    private static async Task<byte[]> Body(HttpContext context)
    {
        var body = new byte[context.Request.ContentLength!.Value];
        await context.Request.Body.ReadExactlyAsync(body);
        return body;
    }
}

/// <summary>What the ceiling does on a database: one statement each.</summary>
internal abstract class CeilingStore : IDisposable
{
    protected const string ReadSql = "SELECT body FROM bare WHERE id = @a";
    protected const string InboxSql = "SELECT id, body FROM bare WHERE owner = @a AND status = 'requested' ORDER BY number DESC LIMIT 20";
    protected const string InsertSql = "INSERT INTO bare (number, id, body) VALUES (@a, @b, @c)";
    protected const string LookSql = "INSERT INTO bare_look (number, facts) VALUES (@a, @b)";
    private const string Head = """{"resourceType":"Bundle","type":"searchset","link":[{"relation":"self","url":"http://127.0.0.1/"}],"entry":[""";

    private readonly Channel<(byte[][] Bodies, TaskCompletionSource Done)> looks;

    protected CeilingStore() => looks = Grouped(group => AddLook(Together(group)));

    public static CeilingStore Open(string connection) =>
        connection.Contains("Host=", StringComparison.Ordinal) ? new PostgresCeiling(connection) : new SqliteCeiling(connection);

    /// <summary>Makes the table with these rows in it: what the hub holds, and for a Task its inbox.</summary>
    public abstract void Fill(IEnumerable<BareRow> rows);

    public abstract byte[] Read(string id);

    public abstract List<(string Id, byte[] Body)> Inbox(string owner);

    /// <summary>All that wait go in as one row, with one statement that is a commit: done when it is on disk.</summary>
    public Task Look(byte[] facts) => Wait(looks, facts);

    public abstract Task Insert(byte[] body);

    public abstract Task InsertTogether(byte[][] bodies);

    public abstract void Dispose();

    protected abstract void AddLook(byte[] facts);

    /// <summary>A number above all that earlier runs on the same database have given.</summary>
    protected static long FirstNew() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << 12;

    /// <summary>The rows as a Bundle of the same form as the hub's.</summary>
    public static byte[] Bundle(List<(string Id, byte[] Body)> rows)
    {
        using var bundle = new MemoryStream(64 * 1024);
        bundle.Write(Encoding.UTF8.GetBytes(Head));
        foreach (var (id, body) in rows)
        {
            bundle.Write(Encoding.UTF8.GetBytes($"{(bundle.Length > Head.Length ? "," : "")}{{\"fullUrl\":\"{Tokens.BaseUrl}/fhir/{id}\",\"resource\":"));
            bundle.Write(body);
            bundle.Write(",\"search\":{\"mode\":\"match\"}}"u8);
        }

        bundle.Write("]}"u8);
        return bundle.ToArray();
    }

    /// <summary>Done when the group that it goes with is committed.</summary>
    protected static Task Wait(Channel<(byte[][] Bodies, TaskCompletionSource Done)> queue, byte[] body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Writer.TryWrite(([body], done));
        return done.Task;
    }

    private static byte[] Together(List<byte[][]> group)
    {
        using var all = new MemoryStream();
        group.ForEach(one => all.Write(one[0]));
        return all.ToArray();
    }

    /// <summary>Commits what waits as a group, as one thread.</summary>
    protected static Channel<(byte[][] Bodies, TaskCompletionSource Done)> Grouped(Action<List<byte[][]>> commit)
    {
        var queue = Channel.CreateUnbounded<(byte[][] Bodies, TaskCompletionSource Done)>(new UnboundedChannelOptions { SingleReader = true });
        new Thread(() =>
        {
            while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                var group = new List<(byte[][] Bodies, TaskCompletionSource Done)>();
                while (group.Count < 256 && queue.Reader.TryRead(out var waiting))
                {
                    group.Add(waiting);
                }

                commit(group.ConvertAll(waiting => waiting.Bodies));
                group.ForEach(waiting => waiting.Done.SetResult());
            }
        })
        { IsBackground = true }.Start();
        return queue;
    }
}

/// <summary>A resource as the ceiling keeps it; owner and status where it is a Task.</summary>
internal sealed record BareRow(long Number, string Id, string? Owner, string? Status, byte[] Body);
