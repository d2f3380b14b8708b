using System.Diagnostics;
using System.Globalization;
namespace Bench.Ratios;

/// <summary>A server in a process of its own, ended with this one.</summary>
internal sealed class Server : IDisposable
{
    private static readonly HttpClient Http = new();
    private readonly Process process;

    private Server(Process process, int port, TimeSpan start) => (this.process, Port, Start) = (process, port, start);

    public int Port { get; }

    public int Id => process.Id;

    /// <summary>From the start of the process to the first answer.</summary>
    public TimeSpan Start { get; }

    /// <summary>Processor time the process has taken.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Megabytes of memory the process holds.</summary>
    public double Memory => double.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    /// <summary>The hub as it is delivered (this build, or that of a folder), without a bound on how often a client may ask.</summary>
    public static Task<Server> Hub(int port, string connection, string folder, Dictionary<string, string>? more = null, string? program = null) => Open(
        Path.Combine(program ?? AppContext.BaseDirectory, "Hub.Api.dll"), $"--urls http://127.0.0.1:{port}", port, "/health/ready", folder, new(more ?? [])
        {
            ["Hub__Database__ConnectionString"] = connection,
            ["Hub__Database__Provider"] = connection.StartsWith("Host=", StringComparison.Ordinal) ? "PostgreSql" : "Sqlite",
            ["Hub__BaseUrl"] = Tokens.BaseUrl,
            ["Hub__Http__RequestsPerSecond"] = "0",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        });

    /// <summary>The bare process of <see cref="Ceiling"/>.</summary>
    public static Task<Server> Ceiling(int port, string connection, string folder) =>
        Open(typeof(Server).Assembly.Location, $"ceiling {port} \"{connection}\"", port, "/ready", folder, []);

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<Server> Open(string program, string arguments, int port, string ready, string folder, Dictionary<string, string> settings)
    {
        // Its log goes to a file, as a service's would.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec dotnet \"{program}\" {arguments} > \"{folder}/{port}.log\" 2>&1"]) { WorkingDirectory = folder };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        while (!await Answers(port, ready))
        {
            if (process.HasExited || watch.Elapsed > TimeSpan.FromMinutes(1))
            {
                process.Kill();
                throw new InvalidOperationException($"{program} did not start: {await File.ReadAllTextAsync($"{folder}/{port}.log")}");
            }

            await Task.Delay(20);
        }

        return new Server(process, port, watch.Elapsed);
    }

    private static async Task<bool> Answers(int port, string ready)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"http://127.0.0.1:{port}{ready}"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

/// <summary>A PostgreSQL cluster of its own on a socket of its own, as installed: every commit is synced.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private readonly string programs;
    private readonly string folder;

    private PostgresCluster(string programs, string folder) => (this.programs, this.folder) = (programs, folder);

    public string Connection => $"Host={folder};Username=postgres;Database=postgres";

    /// <summary>The cluster of that folder, made where there is none; null when PostgreSQL is not installed.</summary>
    public static PostgresCluster? Start(string folder)
    {
        const string installed = "/usr/lib/postgresql";
        if (!Directory.Exists(installed) || Directory.GetDirectories(installed).Order().LastOrDefault() is not { } version)
        {
            return null;
        }

        var cluster = new PostgresCluster(Path.Combine(version, "bin"), folder);
        if (!Directory.Exists(folder))
        {
            Run("install", ["-d", "-m", "777", folder]);
            Run("chmod", ["a+x", Path.GetDirectoryName(folder)!]);
            cluster.Program("initdb", "-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "--locale=C", "-E", "UTF8");
        }

        cluster.Program("pg_ctl", "-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o", $"-c listen_addresses='' -c unix_socket_directories={folder}", "start");
        return cluster;
    }

    public void Dispose()
    {
        Program("pg_ctl", "-D", $"{folder}/data", "-w", "-m", "fast", "stop");
    }

    /// <summary>PostgreSQL does not run as root.</summary>
    private void Program(string name, params string[] arguments)
    {
        var path = Path.Combine(programs, name);
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private static void Run(string program, string[] arguments)
    {
        // The server inherits what it is started with: nothing that anybody waits for.
        var line = string.Join(' ', arguments.Prepend(program).Select(argument => $"\"{argument}\""));
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"cd /tmp && {line} > /dev/null 2>&1 < /dev/null"]))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed.");
        }
    }
}
