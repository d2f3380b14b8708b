using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Hub.Api.Store.Dialects;
using Hub.Api.Store.Search;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Store;

/// <summary>
/// The one writer. Work waits in a queue; whatever waits is committed as a group, each piece in a savepoint of its own, and is
/// answered only after the commit has been synced.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int QueueLength = 10_000;
    private const int GroupSize = 256;
    private readonly Channel<WaitingWork> queue = Channel.CreateBounded<WaitingWork>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly Dialect dialect;
    private readonly Names names;
    private readonly SearchIndexes extracted;
    private readonly Searching searching;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Task loop;
    private Session? session;
    private IndexWriter? index;

    public Writer(Dialect dialect, Names names, SearchIndexes extracted, Searching searching, TimeProvider time, ILogger logger)
    {
        this.dialect = dialect;
        this.names = names;
        this.extracted = extracted;
        this.searching = searching;
        this.time = time;
        this.logger = logger;
        loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task<T> Write<T>(Func<WriteTransaction, T> work, CancellationToken cancellationToken)
    {
        var waiting = new WaitingWork<T>(work, cancellationToken);
        return queue.Writer.TryWrite(waiting) ? waiting.Answer : throw new ProblemException(Problems.Unavailable);
    }

    /// <summary>What waits is still written.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        session?.Dispose();
    }

    private void Run()
    {
        var group = new List<WaitingWork>(GroupSize);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < GroupSize && queue.Reader.TryRead(out var work))
            {
                group.Add(work);
            }

            Write(group);
            group.Clear();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a group failed of is handed to everybody who waits for it.")]
    private void Write(List<WaitingWork> group)
    {
        try
        {
            session ??= dialect.Open(writing: true);
            index ??= new IndexWriter(session);
            Commit(session, index, group);
            group.ForEach(work => work.Complete());
        }
        catch (Exception exception)
        {
            logger.GroupFailed(exception, group.Count);
            var oneOfThem = session?.Refused is not null && group.Count > 1;
            var lost = exception is DbException || session is { IsOpen: false };
            session?.Dispose();
            session = null;
            index = null;
            if (oneOfThem)
            {
                // Nothing of the group is kept. Each by itself, so that it falls on the one it belongs to.
                group.ForEach(work => Write([work]));
                return;
            }

            var answer = lost ? new ProblemException(Problems.Unavailable) : exception;
            group.ForEach(work => work.Fail(answer));
        }
    }

    private void Commit(Session session, IndexWriter index, List<WaitingWork> group)
    {
        session.Execute(dialect.Begin);
        var before = session.First(dialect.ReadClock, Clock.From);
        var clock = before with { Time = Clock.Tick(time, before.Time) };
        var interning = new Interning(session, names);
        foreach (var work in group)
        {
            clock = Attempt(session, index, work, interning, clock);
        }

        if (clock != before)
        {
            session.Execute(
                Clock.Update, clock.Resource, clock.Sequence, clock.Event, clock.Audit, clock.Name, clock.Parameter, clock.Time, clock.AuditHash);
        }

        session.Execute(dialect.Commit);
        session.Flush();
        interning.Publish();
    }

    /// <summary>The clock after the work, or the clock before it when it threw and was rolled back alone. A database that is lost is lost to the group.</summary>
    private Clock Attempt(Session session, IndexWriter index, WaitingWork work, Interning interning, Clock clock)
    {
        var mark = interning.Mark;
        session.Execute(dialect.Savepoint);
        var transaction = new WriteTransaction(session, index, interning, extracted, searching, clock);
        var done = work.Run(transaction);
        if (!session.IsOpen)
        {
            throw new ProblemException(Problems.Unavailable);
        }

        if ((session.Refused ?? Lost(work)) is { } broken)
        {
            ExceptionDispatchInfo.Throw(broken);
        }

        if (!done)
        {
            session.Execute(dialect.RollbackToSavepoint);
            interning.Undo(mark);
        }

        if (dialect.Release is { } release)
        {
            session.Execute(release);
        }

        return done ? transaction.Clock : clock;
    }

    private DbException? Lost(WaitingWork work) => work.Refusal is DbException lost && dialect.IsTransient(lost) ? lost : null;
}
