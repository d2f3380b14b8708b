using System.Net.Http.Headers;
using Hub.Api.Access;
using Hub.Api.Store;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Api.Tests;

/// <summary>
/// A fresh hub over HTTP on a SQLite file of its own, with the agencies of the contract as partners and no demo.
/// Take it as a class fixture, or make one where a test needs the hub to itself.
/// </summary>
public class HubHost : WebApplicationFactory<Program>
{
    public const string AllScopes = "system/*.cruds";

    private static readonly string[] Agencies = ["online", "camhs", "social-care", "emergency", "school"];
    private readonly string folder = Directory.CreateTempSubdirectory("hub").FullName;

    public TestClock Clock { get; } = new();

    public string ConnectionString => $"Data Source={Path.Combine(folder, "hub.db")}";

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

    /// <summary>A client without a token.</summary>
    public HttpClient Anyone() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public string Token(string agency, string scopes = AllScopes, string purpose = Purposes.Treatment)
        => Services.GetRequiredService<AccessTokens>().Issue(Partner(agency), SmartScopes.Parse(scopes), purpose);

    public static Partner Partner(string agency) => new(agency, agency, $"Agency {agency}", """{"keys":[]}""", AllScopes, Enabled: true);

    /// <summary>Rows of every table, to see that a refused request left nothing.</summary>
    public IReadOnlyDictionary<string, long> RowCounts(params string[] except)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        var tables = Column(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
        return tables.Except(except).ToDictionary(table => table, table => long.Parse(Column(connection, $"SELECT count(*) FROM \"{table}\"")[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Hub:Demo", "false");
        builder.UseSetting("Hub:Database:ConnectionString", ConnectionString);
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
        if (disposing && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<string> Column(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetValue(0).ToString()!);
        }

        return values;
    }
}
