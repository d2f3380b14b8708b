using System.Globalization;
using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Api.Tests.Store;

/// <summary>A process that does nothing but write, three resources, an event and an audit entry at a time, and says what was answered.</summary>
internal static class WriteUntilKilled
{
    public const int Together = 3;
    private const int Writers = 8;

    public static async Task<int> Run(string connectionString)
    {
        await using var store = StoreRegistration.Open(new SqliteDialect(connectionString), TimeProvider.System, NullLogger<ResourceStore>.Instance);
        using var output = Console.OpenStandardOutput();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Write(store, output))));
        return 0;
    }

    public static string Resource(string id) =>
        """{"resourceType":"Basic","id":"ID","code":{"text":"TEXT"}}""".Replace("ID", id, StringComparison.Ordinal).Replace("TEXT", new string('x', 500), StringComparison.Ordinal);

    private static async Task Write(ResourceStore store, Stream output)
    {
        while (true)
        {
            var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
            await store.Write(transaction => Put(transaction, id), default);
            lock (output)
            {
                output.Write(System.Text.Encoding.ASCII.GetBytes(id + "\n"));
                output.Flush();
            }
        }
    }

    private static int Put(WriteTransaction transaction, string id)
    {
        for (var part = 0; part < Together; part++)
        {
            var key = new ResourceKey("Basic", $"{id}-{part}");
            transaction.Put(TestStore.Valid(Resource(key.Id)), TestStore.Stamp(key.Id));
            transaction.ReplaceGrants(key.ToString(), [new Grant("camhs", id, "referral", null, "consent", default, DateTimeOffset.MaxValue, "")]);
        }

        transaction.Emit(new OutboxEvent("written", new("Basic", id), 1, null, null, "online", null, id, null));
        transaction.Audit(new AuditEntry(
            "online", null, null, "C", "create", "permit", "Basic", id, 1, null, "online", "author", null, null, id, null, null));
        return 0;
    }
}
