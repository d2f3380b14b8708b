using System.Data.Common;
using Hub.Api.Store.Dialects;

namespace Hub.Api.Store;

/// <summary>
/// Puts what was written where it belongs, where a database leaves that to whoever writes: most of it on a connection of its own, while
/// the writer goes on, and what came meanwhile by the writer itself, while nobody looks.
/// </summary>
internal sealed class Tidying(Dialect dialect, Sessions readers, ILogger logger) : IAsyncDisposable
{
    /// <summary>Who has waited in vain waits ten times as long before the next try: a tenth of the writer's time is the most that goes that way.</summary>
    private const int Pause = 10;
    private Session? own;
    private Task? carrying;
    private long again = long.MaxValue;

    /// <summary>Called by the writer after each group.</summary>
    public void Go(Session writer)
    {
        if (carrying is null && (writer.IsTimeToTidy() || Environment.TickCount64 >= again))
        {
            again = long.MaxValue;
            carrying = Task.Factory.StartNew(Carry, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        else if (carrying is { IsCompleted: true })
        {
            carrying = null;
            var began = Environment.TickCount64;
            Try(() =>
            {
                if (!readers.Alone(writer.Tidy))
                {
                    again = Environment.TickCount64 + (Pause * (Environment.TickCount64 - began));
                }
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (carrying ?? Task.CompletedTask);
        own?.Dispose();
    }

    /// <summary>What somebody still looks at stays where it is, so whoever does not look lets go first.</summary>
    private void Carry() => Try(() =>
    {
        readers.Rest();
        own ??= dialect.Open(writing: true);
        own.Carry();
    });

    private void Try(Action tidy)
    {
        try
        {
            tidy();
        }
        catch (DbException exception)
        {
            logger.NotTidied(exception);
        }
    }
}
