using System.Net.Http.Headers;
using Hub.Api.Access;
using Hub.Api.Store;
using Hub.Api.Tests.Store;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Api.Tests;

/// <summary>
/// A fresh hub over HTTP on a database of its own (a SQLite file, or a schema of the PostgreSQL that HUB_TEST_POSTGRES names), with the agencies of the contract as partners and no demo.
/// With HUB_TEST_NODES=2 it is two nodes over that database, taking requests in turns.
/// Take it as a class fixture, or make one where a test needs the hub to itself.
/// </summary>
public class HubHost : WebApplicationFactory<Program>
{
    public const string AllScopes = "system/*.cruds";

    private static readonly string[] Agencies = ["online", "camhs", "social-care", "emergency", "school"];
    private readonly TestDatabase database = new();
    private WebApplicationFactory<Program>? beside;
    private bool disposed;

    public TestClock Clock { get; } = new();

    /// <summary>False where a test is about what one node remembers.</summary>
    protected virtual bool TwoNodes { get; } = Environment.GetEnvironmentVariable("HUB_TEST_NODES") == "2";

    private WebApplicationFactory<Program> Beside => beside ??= WithWebHostBuilder(_ => { });

    internal TestDatabase Database => database;

    internal ResourceStore Store => Services.GetRequiredService<ResourceStore>();

    /// <summary>A client with a token of the agency.</summary>
    public HttpClient Client(string agency, string scopes = AllScopes, string purpose = Purposes.Treatment, string? reason = null)
    {
        var client = Anyone();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(agency, scopes, purpose));
        if (reason is not null)
        {
            client.DefaultRequestHeaders.Add(Callers.ReasonHeader, reason);
        }

        return client;
    }

    /// <summary>A client without a token; where the hub has two nodes, every other request goes to the other one.</summary>
    public HttpClient Anyone() => TwoNodes
        ? new HttpClient(new RoundRobin(Server.CreateHandler(), Beside.Server.CreateHandler())) { BaseAddress = ClientOptions.BaseAddress }
        : CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public string Token(string agency, string scopes = AllScopes, string purpose = Purposes.Treatment)
        => Services.GetRequiredService<AccessTokens>().Issue(Partner(agency), SmartScopes.Parse(scopes), purpose);

    public static Partner Partner(string agency) => new(agency, agency, $"Agency {agency}", """{"keys":[]}""", AllScopes, Enabled: true);

    /// <summary>Rows of every table, to see that a refused request left nothing.</summary>
    public IReadOnlyDictionary<string, long> RowCounts(params string[] except)
        => database.RowCounts().Where(table => !except.Contains(table.Key)).ToDictionary();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Hub:Demo", "false");
        foreach (var (name, value) in database.Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }

    protected override Microsoft.Extensions.Hosting.IHost CreateHost(Microsoft.Extensions.Hosting.IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        var store = host.Services.GetRequiredService<ResourceStore>();
        store.Write(
            transaction =>
            {
                foreach (var agency in Agencies)
                {
                    transaction.PutPartner(Partner(agency));
                }

                return true;
            },
            CancellationToken.None).GetAwaiter().GetResult();
        return host;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (disposing && !disposed)
        {
            disposed = true;
            database.Dispose();
        }
    }
}
