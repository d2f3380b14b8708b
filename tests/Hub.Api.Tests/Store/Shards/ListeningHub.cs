using System.Collections.Concurrent;
using System.Data.Common;
using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Api.Tests.Store.Shards;

/// <summary>A hub on SQLite that tells which statements it sends to its database.</summary>
public sealed class ListeningHub : HubHost
{
    internal ConcurrentQueue<string> Heard { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<Dialect>(new ListeningDialect(Database.ConnectionString, Heard)));
    }

    private sealed class ListeningDialect(string connectionString, ConcurrentQueue<string> heard) : SqliteDialect(connectionString)
    {
        public override Session Open(bool writing) => new ListeningSession(Connect(writing), this, heard);
    }

    private sealed class ListeningSession(DbConnection connection, Dialect dialect, ConcurrentQueue<string> heard) : Session(connection, dialect)
    {
        public override void Execute(string sql, params ReadOnlySpan<object?> values)
        {
            heard.Enqueue(sql);
            base.Execute(sql, values);
        }

        public override T? First<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
            where T : default
        {
            heard.Enqueue(sql);
            return base.First(sql, map, values);
        }

        public override List<T> All<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
        {
            heard.Enqueue(sql);
            return base.All(sql, map, values);
        }
    }
}
