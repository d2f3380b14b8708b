using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Portal.Tests;

/// <summary>The whole hub with its demo and portal, on a real port and a database of its own.</summary>
public sealed class PortalHub : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal").FullName;

    public PortalHub()
    {
        UseKestrel(0);
        StartServer();
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Url = new UriBuilder(address) { Host = "localhost" }.Uri.ToString().TrimEnd('/');
    }

    public string Url { get; }

    /// <summary>How many versions of resources have been written: what changes anything changes this.</summary>
    public long Written()
    {
        using var connection = new SqliteConnection(Database);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence FROM clock";
        return (long)command.ExecuteScalar()!;
    }

    private string Database => $"Data Source={Path.Combine(folder, "hub.db")}";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Hub:Demo", "true");
        builder.UseSetting("Hub:Database:ConnectionString", Database);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Hub:Http:RequestsPerSecond", "0");
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
}
