using System.Runtime.InteropServices;
using SQLitePCL;

namespace Hub.Api.Store.Dialects;

/// <summary>
/// The write-ahead log of the one connection that writes. SQLite gives each page to the system with two calls, one for the header of its
/// frame and one for the page; here the frames of a commit are gathered, and go with one call before the log is synced. Until then
/// nobody looks for them there: a commit is shown to other connections after its sync (https://sqlite.org/walformat.html). Nothing must
/// be left over from a transaction that is taken back, since another process may write at its place, so the connection writes to the log
/// when it commits and never before (PRAGMA cache_spill). The file is made longer for many commits at once. Lives until SQLite closes the
/// log, which may be later than the connection is let go of.
/// </summary>
internal sealed class SqliteLog
{
    /// <summary>Sixteen times the largest page that SQLite has.</summary>
    private const int MostGathered = 1 << 20;

    /// <summary>SQLite looks at the last 17 bits of a length only, and takes none for a full disk.</summary>
    private const int MostAtOnce = 1 << 16;

    /// <summary>Some fifteen commits of a create, some forty of looks.</summary>
    private const int GrowsBy = 1 << 19;

    private static readonly byte[] Nothing = GC.AllocateArray<byte>(MostAtOnce, pinned: true);
    private readonly IntPtr theirs;
    private readonly IntPtr ours;
    private readonly WriteMethod write;
    private readonly SizeMethod size;

    /// <summary>Kept for as long as SQLite may call them.</summary>
    private readonly Delegate[] kept;
    private GCHandle self;
    private byte[]? gathered;
    private long start;
    private int length;

    /// <summary>Of the file, as far as this connection knows.</summary>
    private long end;

    private SqliteLog(IntPtr file)
    {
        theirs = Marshal.ReadIntPtr(file);
        var methods = new IntPtr[SqliteFile.Methods];
        Marshal.Copy(theirs, methods, 0, methods.Length);
        var (close, read, truncate) = (Theirs<CloseMethod>(methods, SqliteFile.Close), Theirs<ReadMethod>(methods, SqliteFile.Read), Theirs<TruncateMethod>(methods, SqliteFile.Truncate));
        var sync = Theirs<SyncMethod>(methods, SqliteFile.SyncPlace);
        (write, size) = (Theirs<WriteMethod>(methods, SqliteFile.Write), Theirs<SizeMethod>(methods, SqliteFile.Size));
        kept =
        [
            Ours<CloseMethod>(methods, SqliteFile.Close, one => Released(one, close)),
            Ours<ReadMethod>(methods, SqliteFile.Read, (one, into, count, place) => Flush(one) is not 0 and var failed ? failed : read(one, into, count, place)),
            Ours<WriteMethod>(methods, SqliteFile.Write, Add),
            Ours<TruncateMethod>(methods, SqliteFile.Truncate, (one, length) => Flush(one) is not 0 and var failed ? failed : Shortened(truncate(one, length))),
            Ours<SyncMethod>(methods, SqliteFile.SyncPlace, (one, flags) => Flush(one) is not 0 and var failed ? failed : sync(one, flags)),
            Ours<SizeMethod>(methods, SqliteFile.Size, Length),
        ];
        ours = Marshal.AllocHGlobal(methods.Length * IntPtr.Size);
        Marshal.Copy(methods, 0, ours, methods.Length);
        Marshal.WriteIntPtr(file, ours);
        self = GCHandle.Alloc(this);
    }

    /// <summary>From now on. Throws an <see cref="InvalidOperationException"/> when the connection has no log open.</summary>
    public static void Gather(sqlite3 database)
    {
        var file = SqliteFile.Log(database);
        _ = Marshal.ReadIntPtr(file) != IntPtr.Zero ? new SqliteLog(file) : throw new InvalidOperationException("The connection that writes has no write-ahead log open.");
    }

    private static T Theirs<T>(IntPtr[] methods, int place) => Marshal.GetDelegateForFunctionPointer<T>(methods[place]);

    private static T Ours<T>(IntPtr[] methods, int place, T method)
        where T : Delegate
    {
        methods[place] = Marshal.GetFunctionPointerForDelegate(method);
        return method;
    }

    /// <summary>What follows what is gathered already is put behind it; anything else begins anew.</summary>
    private int Add(IntPtr file, IntPtr data, int count, long place)
    {
        if ((place != start + length || length + count > MostGathered) && Flush(file) is not 0 and var failed)
        {
            return failed;
        }

        if (length == 0)
        {
            start = place;
        }

        gathered ??= GC.AllocateUninitializedArray<byte>(MostGathered, pinned: true);
        Marshal.Copy(data, gathered, length, count);
        length += count;
        return raw.SQLITE_OK;
    }

    private int Flush(IntPtr file)
    {
        if (length == 0)
        {
            return raw.SQLITE_OK;
        }

        var (count, result) = (length, raw.SQLITE_OK);
        length = 0;
        for (var done = 0; done < count && result == raw.SQLITE_OK; done += MostAtOnce)
        {
            result = write(file, Marshal.UnsafeAddrOfPinnedArrayElement(gathered!, done), Math.Min(MostAtOnce, count - done), start + done);
        }

        if (result == raw.SQLITE_OK && start + count > end)
        {
            Grow(file, start + count);
        }

        return result;
    }

    /// <summary>
    /// When a file has become longer, a sync has its new length to put down as well, which takes longer than the rest of it. Zeros are no
    /// frame, so whoever reads the log stops before them. What no longer fits on the disk is not needed yet.
    /// </summary>
    private void Grow(IntPtr file, long written)
    {
        if (size(file, out end) != raw.SQLITE_OK || end > written)
        {
            return;
        }

        for (var grown = 0; grown < GrowsBy && write(file, Marshal.UnsafeAddrOfPinnedArrayElement(Nothing, 0), MostAtOnce, end) == raw.SQLITE_OK; grown += MostAtOnce)
        {
            end += MostAtOnce;
        }
    }

    private int Length(IntPtr file, out long bytes)
    {
        bytes = 0;
        return Flush(file) is not 0 and var failed ? failed : size(file, out bytes);
    }

    private int Shortened(int result)
    {
        end = 0;
        return result;
    }

    private int Released(IntPtr file, CloseMethod close)
    {
        var flushed = Flush(file);
        Marshal.WriteIntPtr(file, theirs);
        var closed = close(file);
        Marshal.FreeHGlobal(ours);
        self.Free();
        GC.KeepAlive(kept);
        return flushed == raw.SQLITE_OK ? closed : flushed;
    }

    private delegate int CloseMethod(IntPtr file);

    private delegate int ReadMethod(IntPtr file, IntPtr into, int count, long place);

    private delegate int WriteMethod(IntPtr file, IntPtr data, int count, long place);

    private delegate int TruncateMethod(IntPtr file, long length);

    private delegate int SyncMethod(IntPtr file, int flags);

    private delegate int SizeMethod(IntPtr file, out long bytes);
}
