using System.Diagnostics;
using System.Globalization;
using Hub.Api.Tests.Store;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>A PostgreSQL of a test's own that syncs every commit, and can be killed and started again.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hub-pg-").FullName;

    public PostgresServer()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", ["postgres", folder]);
        }

        AsServer("initdb", "-A", "trust", "-U", "hub", "-D", Data);
        Start();
    }

    /// <summary>Where the newest installed server's programs are; null when none is installed.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderBy(version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture)).Select(version => Path.Combine(version, "bin")).LastOrDefault()
        : null;

    public string ConnectionString => $"Host={folder};Username=hub;Database=postgres";

    private string Data => Path.Combine(folder, "data");

    /// <summary>Processes of a server that was killed may hold its memory for a moment more.</summary>
    public void Start()
    {
        for (var tries = 20; !TryAsServer("pg_ctl", "-s", "-D", Data, "-l", Path.Combine(folder, "log"), "-w", "-o", $"-k {folder} -c listen_addresses='' -c max_connections=100", "start"); tries--)
        {
            Assert.True(tries > 0, "PostgreSQL did not start again.");
            Thread.Sleep(250);
        }
    }

    /// <summary>The power cut.</summary>
    public void Kill()
    {
        using var postmaster = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture));
        postmaster.Kill();
        postmaster.WaitForExit();
    }

    /// <summary>Every connection is cut, nothing is written out.</summary>
    public void StopAtOnce() => AsServer("pg_ctl", "-s", "-D", Data, "-m", "immediate", "stop");

    public void Dispose()
    {
        TryAsServer("pg_ctl", "-s", "-D", Data, "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private static void AsServer(string program, params string[] arguments) => Assert.True(TryAsServer(program, arguments), program);

    /// <summary>The server refuses to run as root.</summary>
    private static bool TryAsServer(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.IsPrivilegedProcess ? Run("runuser", ["-u", "postgres", "--", path, .. arguments]) : Run(path, arguments);
    }

    private static bool Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", "\"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]))!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A test that kills a PostgreSQL of its own; part of the run on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OwnServerFactAttribute : FactAttribute
{
    public OwnServerFactAttribute() => Skip = TestDatabase.Postgres is not null && PostgresServer.Programs is not null ? null : "About PostgreSQL.";
}
