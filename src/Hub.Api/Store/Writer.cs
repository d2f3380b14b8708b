using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Hub.Api.Store.Dialects;
using Hub.Api.Store.Search;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Store;

/// <summary>
/// The one writer. Work waits in a queue; whatever waits is committed as a group, and is answered only after the commit has been
/// synced. Most work succeeds, so a group is first tried without savepoints, which cost as much as many rows; when a piece of it throws
/// after it has changed something, all is taken back and done again with each piece in a savepoint of its own.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int QueueLength = 10_000;
    private const int GroupSize = 256;
    private const int AnsweredTogether = 8;

    /// <summary>SQLSTATE feature_not_supported.</summary>
    private const string NotSupported = "0A000";
    private readonly WaitingQueue queue = new(QueueLength);
    private readonly Dialect dialect;
    private readonly Names names;
    private readonly SearchIndexes extracted;
    private readonly Searching searching;
    private readonly Sessions readers;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Tidying tidying;
    private readonly Task loop;
    private Session? session;
    private IndexWriter? index;
    private bool changing;
    private volatile bool failing;

    /// <summary>The clock as the last group of this writer left it, and whether the one before found it so.</summary>
    private Clock? left;
    private bool alone;

    /// <summary>Until the database says that it does not take such a statement, as one may that keeps the clock elsewhere than the audit.</summary>
    private bool takesLooksAlone = true;

    public Writer(Dialect dialect, Names names, SearchIndexes extracted, Searching searching, Sessions readers, TimeProvider time, ILogger logger)
    {
        this.dialect = dialect;
        this.names = names;
        this.extracted = extracted;
        this.searching = searching;
        this.readers = readers;
        this.time = time;
        this.logger = logger;
        tidying = new Tidying(dialect, readers, logger);
        loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The database has not taken the last group.</summary>
    public bool Failing => failing;

    public Task<T> Write<T>(Func<WriteTransaction, T> work, IReadOnlyList<Beside> beside, CancellationToken cancellationToken)
    {
        var waiting = new WaitingWork<T>(work, beside, cancellationToken);
        return queue.TryAdd(waiting) ? waiting.Answer : throw new ProblemException(Problems.Unavailable);
    }

    /// <summary>The same for entries of the audit alone.</summary>
    public Task Audit(IReadOnlyList<AuditEntry> entries)
    {
        var waiting = new WaitingEntries(entries);
        return queue.TryAdd(waiting) ? waiting.Answer : throw new ProblemException(Problems.Unavailable);
    }

    /// <summary>What waits is still written.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.End();
        await loop;
        await tidying.DisposeAsync();
        session?.Dispose();
    }

    private void Run()
    {
        var group = new List<Waiting>(GroupSize);
        while (queue.Take(group, GroupSize))
        {
            Write(group);
            group.Clear();
            if (session is not null)
            {
                tidying.Go(session);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a group failed of is handed to everybody who waits for it.")]
    private void Write(List<Waiting> group)
    {
        try
        {
            session ??= dialect.Open(writing: true);
            index ??= new IndexWriter(session);
            if (!CommitLooks(session, group) && !Commit(session, index, group, saving: false))
            {
                Commit(session, index, group, saving: true);
            }

            Show();
            failing = false;
            Answer(group, static work => work.Complete());
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

            var taken = IsTaken(exception);
            failing = lost && !taken;
            var answer = taken ? Taken : lost ? new ProblemException(Problems.Unavailable) : exception;
            Answer(group, work => work.Fail(answer));
        }
    }

    /// <summary>Whoever hears an answer of this group sees what it changed.</summary>
    private void Show()
    {
        if (changing)
        {
            readers.Changed();
        }

        changing = false;
    }

    /// <summary>Not by the writer, which has other things to do; several by one thread, since to wake one for each takes longer than to answer.</summary>
    private static void Answer(List<Waiting> group, Action<Waiting> answer)
    {
        foreach (var some in group.Chunk(AnsweredTogether))
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => Array.ForEach(some, answer), null);
        }
    }

    /// <summary>
    /// Looks alone, while no other node writes: no more is asked of the database than to put them away. False, and nothing done, when there
    /// is other work to do, or another node has come between after all.
    /// </summary>
    private bool CommitLooks(Session session, List<Waiting> group)
    {
        if (dialect.AuditAlone is not { } sql || !takesLooksAlone || !alone || left is not { } before || group.Exists(waiting => waiting is not WaitingEntries))
        {
            return false;
        }

        var journal = new AuditJournal();
        var count = group.Sum(looks => journal.Add(((WaitingEntries)looks).Entries));
        var clock = before with { Audit = before.Audit + count, Time = Clock.Tick(time, before.Time) };
        try
        {
            alone = journal.PutAwayAlone(session, sql, ref clock);
        }
        catch (DbException exception) when (exception.SqlState == NotSupported)
        {
            takesLooksAlone = alone = false;
        }

        left = alone ? clock : left;
        return alone;
    }

    /// <summary>False when nothing was kept, and the group has to be done again with savepoints.</summary>
    private bool Commit(Session session, IndexWriter index, List<Waiting> group, bool saving)
    {
        session.Execute(dialect.Begin);
        var before = session.First(dialect.ReadClock, Clock.From);
        var clock = before with { Time = Clock.Tick(time, before.Time) };
        var (interning, journal) = (new Interning(session, names), new AuditJournal());
        WriteTransaction.AskAhead(session, group, clock.Time);
        foreach (var waiting in group)
        {
            if (Attempt(session, index, waiting, interning, journal, clock, saving) is not { } after)
            {
                session.Execute(dialect.Rollback);
                session.Flush();
                return false;
            }

            clock = after;
        }

        journal.PutAway(session, ref clock);
        if (clock != before)
        {
            session.Execute(
                Clock.Update, clock.Resource, clock.Sequence, clock.Event, clock.Audit, clock.Name, clock.Parameter, clock.Time, clock.AuditHash, clock.AuditIndexed);
        }

        session.Execute(dialect.Commit);
        session.Flush();
        (alone, left) = (before == left, clock);
        interning.Publish();
        return true;
    }

    /// <summary>
    /// The clock after the work, or the clock before it when it threw and was rolled back alone; null when it cannot be rolled back
    /// alone. A database that is lost is lost to the group.
    /// </summary>
    private Clock? Attempt(Session session, IndexWriter index, Waiting waiting, Interning interning, AuditJournal journal, Clock clock, bool saving)
    {
        if (waiting is not WaitingWork work)
        {
            return clock with { Audit = clock.Audit + journal.Add(((WaitingEntries)waiting).Entries) };
        }

        var (mark, audited) = (interning.Mark, journal.Mark);
        session.Ahead = saving ? dialect.Savepoint : null;
        session.HasChanged = false;
        var transaction = new WriteTransaction(session, index, interning, extracted, searching, journal, clock);
        var done = work.Run(transaction);
        var saved = saving && session.Ahead is null;
        session.Ahead = null;
        changing |= session.HasChanged;
        if (!session.IsOpen)
        {
            throw new ProblemException(Problems.Unavailable);
        }

        if ((session.Refused ?? Lost(work)) is { } broken)
        {
            ExceptionDispatchInfo.Throw(broken);
        }

        if (!done && IsTaken(work.Refusal))
        {
            work.Refuse(Taken);
        }

        if (!done)
        {
            interning.Undo(mark);
            journal.Undo(audited);
        }

        if (!done && !saving && (session.HasChanged || work.Refusal is DbException))
        {
            return null;
        }

        if (!done && saved)
        {
            session.Execute(dialect.RollbackToSavepoint);
        }

        if (saved && dialect.Release is { } release)
        {
            session.Execute(release);
        }

        return done ? transaction.Clock : clock;
    }

    /// <summary>Somebody else has made what was to be new: its id is in the locator. Any other number that comes twice is a fault of the hub.</summary>
    private static ProblemException Taken => new(Problems.VersionConflict);

    private bool IsTaken(Exception? exception) => exception is DbException refused && dialect.IsTaken(refused, "locator");

    private DbException? Lost(WaitingWork work) => work.Refusal is DbException lost && dialect.IsTransient(lost) ? lost : null;
}
