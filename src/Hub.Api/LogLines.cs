using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Hub.Api;

/// <summary>
/// The log on standard output, a line for each message: lines are gathered and written together by a thread of their own, so that
/// no request waits for the console. What is gathered when the process ends is still written.
/// </summary>
[ProviderAlias("Lines")]
internal sealed class LogLines : ILoggerProvider
{
    private const int PauseMilliseconds = 50;
    private const int MostWaiting = 100_000;
    private readonly ConcurrentQueue<string> waiting = new();
    private readonly ManualResetEventSlim ended = new();
    private readonly Stream output;
    private readonly Thread writing;
    private readonly TimeProvider time;

    public LogLines(Stream output, TimeProvider time)
    {
        (this.output, this.time) = (output, time);
        writing = new Thread(Write) { IsBackground = true, Name = "Log" };
        writing.Start();
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        ended.Set();
        writing.Join();
        ended.Dispose();
        output.Dispose();
    }

    private void Add(string line)
    {
        // A console that takes nothing more is no reason to hold up the hub.
        if (waiting.Count < MostWaiting)
        {
            waiting.Enqueue(line);
        }
    }

    private void Write()
    {
        for (var last = false; !last;)
        {
            last = ended.Wait(PauseMilliseconds);
            var lines = new StringBuilder();
            while (waiting.TryDequeue(out var line))
            {
                lines.Append(line).Append('\n');
            }

            if (lines.Length > 0)
            {
                output.Write(Encoding.UTF8.GetBytes(lines.ToString()));
                output.Flush();
            }
        }
    }

    private sealed class Category(LogLines lines, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{lines.time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Word(logLevel)} {name}[{eventId.Id}] {formatter(state, exception)}{(exception is null ? "" : $"\n{exception}")}"));

        private static string Word(LogLevel level) => level switch
        {
            LogLevel.Trace => "trace",
            LogLevel.Debug => "debug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "error",
            _ => "critical",
        };
    }
}
