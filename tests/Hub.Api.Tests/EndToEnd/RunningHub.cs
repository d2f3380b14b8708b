using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Hub.Api.Tests.Layout;
using Hub.Api.Tests.Store;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>The hub as it is shipped: a process of its own, on a port and a database of its own.</summary>
internal sealed class RunningHub : IAsyncDisposable
{
    private readonly StringBuilder console = new();
    private readonly Process process;

    private RunningHub(HubFolder folder, bool demo, Uri? address, params string[] arguments)
    {
        Folder = folder;
        Address = address ?? folder.Address;
        process = folder.Start(demo, ["--urls", Address.ToString(), .. arguments]);
        process.OutputDataReceived += Remember;
        process.ErrorDataReceived += Remember;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HubFolder Folder { get; }

    public Uri Address { get; }

    public string Console
    {
        get { lock (console) { return console.ToString(); } }
    }

    /// <summary>The log is written by the side: what has been said appears a moment later.</summary>
    public async Task<bool> Says(string text)
    {
        for (var left = 100; left > 0 && !Console.Contains(text, StringComparison.Ordinal); left--)
        {
            await Task.Delay(50);
        }

        return Console.Contains(text, StringComparison.Ordinal);
    }

    /// <summary>At the folder's address, or as one of several nodes at an address of its own.</summary>
    public static async Task<RunningHub> Start(HubFolder folder, bool demo = true, Uri? address = null)
    {
        var hub = new RunningHub(folder, demo, address);
        await hub.Answers("/health/ready", HttpStatusCode.OK, TimeSpan.FromSeconds(60));
        return hub;
    }

    /// <summary>Begun, and perhaps not ready for a while.</summary>
    public static RunningHub Begin(HubFolder folder, params string[] arguments) => new(folder, demo: true, address: null, arguments);

    public async Task<Partner> As(string client, string? purpose = null) => new(Address, await Folder.Token(client, purpose));

    /// <summary>The power cut: no signal the process could hear.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>What a supervisor sends to stop a process: the hub finishes what it has begun.</summary>
    public async Task Stop()
    {
        using var stop = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
    }

    /// <summary>Waits until the hub answers so at that address.</summary>
    public async Task Answers(string address, HttpStatusCode status, TimeSpan patience)
    {
        using var http = new HttpClient { BaseAddress = Address };
        var watch = Stopwatch.StartNew();
        while (await Status(http, address) != status)
        {
            Assert.False(process.HasExited, $"The hub ended before {address} was {status}:\n{Console}");
            Assert.True(watch.Elapsed < patience, $"{address} was not {status} in {patience}:\n{Console}");
            await Task.Delay(10);
        }
    }

    private static async Task<HttpStatusCode?> Status(HttpClient http, string address)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private void Remember(object sender, DataReceivedEventArgs line)
    {
        lock (console)
        {
            console.AppendLine(line.Data);
        }
    }
}

/// <summary>Where one hub keeps its data; several processes, one after the other or at once, may use it.</summary>
internal sealed class HubFolder(string? server = null) : IDisposable
{
    private readonly Dictionary<(string, string?), string> tokens = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("hub-").FullName;

    public TestDatabase Database { get; } = new(server);

    /// <summary>Where the outside finds the hub, when that is not where a node listens.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The same for every start: what a token says about its hub stays true.</summary>
    public Uri Address { get; } = FreeAddress();

    /// <summary>The built hub beside these tests, of the same configuration.</summary>
    public static string Program { get; } = Repository.File(
        $"artifacts/bin/Hub.Api/{new DirectoryInfo(AppContext.BaseDirectory).Name}/Hub.Api.dll");

    public Process Start(bool demo, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment(demo))
        {
            start.Environment[name] = value;
        }
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public Dictionary<string, string> Environment(bool demo) => new(
        Database.Settings.Concat(BaseUrl is null ? [] : [KeyValuePair.Create("Hub:BaseUrl", BaseUrl.ToString())]).Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value)))
    {
        ["Hub__Demo"] = demo ? "true" : "false",
        ["Hub__TokenMinutes"] = "60",
        ["Hub__Http__RequestsPerSecond"] = "0",
    };

    /// <summary>What the token command prints for a client; asked once.</summary>
    public async Task<string> Token(string client, string? purpose)
    {
        if (!tokens.TryGetValue((client, purpose), out var token))
        {
            var (status, output, error) = await Run(purpose is null ? ["token", client] : ["token", client, "--purpose", purpose]);
            Assert.True(status == 0, error);
            tokens[(client, purpose)] = token = output.TrimEnd('\n');
        }
        return token;
    }

    public async Task<(int Status, string Output, string Error)> Run(params string[] arguments)
    {
        using var process = Start(demo: true, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}
