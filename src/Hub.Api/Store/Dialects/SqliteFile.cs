using System.Runtime.InteropServices;
using SQLitePCL;

namespace Hub.Api.Store.Dialects;

/// <summary>
/// The files of a database as SQLite has them open: the first word of each leads to its methods, sqlite3_io_methods
/// (https://sqlite.org/c3ref/io_methods.html). A handle of our own would do harm: when it is closed, the system lets go of all locks
/// that SQLite holds on the file (https://sqlite.org/howtocorrupt.html, 2.2).
/// </summary>
internal static class SqliteFile
{
    /// <summary>How many words the methods take, the version among them, and the places of some.</summary>
    public const int Methods = 19;
    public const int Close = 1;
    public const int Read = 2;
    public const int Write = 3;
    public const int Truncate = 4;
    public const int SyncPlace = 5;
    public const int Size = 6;

    private const int FilePointer = 7;
    private const int JournalPointer = 28;
    private const int SyncNormal = 2;

    private delegate int SyncFile(IntPtr file, int flags);

    /// <summary>What was written to the database stays written when the power fails.</summary>
    public static void Sync(sqlite3 database)
    {
        var file = Open(database, FilePointer);
        var method = Marshal.ReadIntPtr(Marshal.ReadIntPtr(file), SyncPlace * IntPtr.Size);
        Require(Marshal.GetDelegateForFunctionPointer<SyncFile>(method)(file, SyncNormal));
    }

    /// <summary>The file of the write-ahead log; of the rollback journal, which may not be open, where there is none.</summary>
    public static IntPtr Log(sqlite3 database) => Open(database, JournalPointer);

    private static IntPtr Open(sqlite3 database, int operation)
    {
        Require(SqliteLibrary.sqlite3_file_control(database.DangerousGetHandle(), IntPtr.Zero, operation, out var file));
        return file;
    }

    private static void Require(int result) => Microsoft.Data.Sqlite.SqliteException.ThrowExceptionForRC(result, null);
}
