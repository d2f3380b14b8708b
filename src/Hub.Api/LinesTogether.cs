using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Hub.Api;

/// <summary>Lines of a log on their way to a stream: they wait for a moment, and go together. Those who log faster than the stream takes wait for it.</summary>
internal sealed class LinesTogether : IDisposable
{
    private const int Most = 256 * 1024;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly Lock adding = new();
    private readonly Lock writing = new();
    private readonly StreamWriter stream;
    private readonly Timer timer;
    private StringWriter waiting = new();
    private StringWriter spare = new();

    public LinesTogether(Stream stream)
    {
        this.stream = new StreamWriter(stream, bufferSize: 32 * 1024);
        timer = new Timer(_ => Write());
    }

    public void Add<T>(ConsoleFormatter formatter, in LogEntry<T> entry, IExternalScopeProvider? scopes)
    {
        var mayWait = entry.LogLevel < LogLevel.Warning;
        lock (adding)
        {
            var lines = waiting.GetStringBuilder();
            var isFirst = lines.Length == 0;
            formatter.Write(entry, scopes, waiting);
            mayWait &= lines.Length < Most && (!isFirst || timer.Change(Moment, Timeout.InfiniteTimeSpan));
        }

        if (!mayWait)
        {
            Write();
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        Write();
    }

    private void Write()
    {
        lock (writing)
        {
            lock (adding)
            {
                (waiting, spare) = (spare, waiting);
            }

            var lines = spare.GetStringBuilder();
            stream.Write(lines);
            stream.Flush();
            lines.Clear();
        }
    }
}
