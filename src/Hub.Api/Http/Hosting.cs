using Microsoft.Extensions.Logging.Console;

namespace Hub.Api.Http;

/// Where the hub finds itself: settings stand beside the program, data where it is started.
internal static class Hosting
{
#if DEBUG
    private const string UsualEnvironment = "Development";
#else
    private const string UsualEnvironment = "Production";
#endif

    /// A debug build is a development hub (with the demo) unless the environment says otherwise. Launch settings
    /// would do the same, but make `dotnet run -- token` print a line that is not the token.
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ContentRootPath = AppContext.BaseDirectory,
        EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? UsualEnvironment,
    };

#pragma warning disable RS0030 // The command line writes to the streams themselves.
    /// <summary>True when nobody watches: the output goes to a file, or to another program.</summary>
    public static bool IsOutputRedirected => Console.IsOutputRedirected;

    public static Stream StandardOutput() => Console.OpenStandardOutput();

    public static Stream StandardError() => Console.OpenStandardError();
#pragma warning restore RS0030

    /// <summary>Whoever watches the console sees each line as it comes; into a file, or to another program, they go together.</summary>
    public static void WriteLinesTogether(this ILoggingBuilder logging)
    {
        if (IsOutputRedirected && logging.Services.FirstOrDefault(one => one.ImplementationType == typeof(ConsoleLoggerProvider)) is { } lineByLine)
        {
            logging.Services.Remove(lineByLine);
            logging.Services.AddSingleton<ILoggerProvider, ConsoleLines>();
        }
    }
}
