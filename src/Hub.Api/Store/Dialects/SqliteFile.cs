using System.Runtime.InteropServices;
using SQLitePCL;

namespace Hub.Api.Store.Dialects;

/// <summary>
/// The file of a database as SQLite has it open. A handle of our own would do harm: when it is closed, the system lets go of all locks
/// that SQLite holds on the file (https://sqlite.org/howtocorrupt.html, 2.2).
/// </summary>
internal static class SqliteFile
{
    private const int FilePointer = 7;
    private const int SyncMethod = 5;
    private const int SyncNormal = 2;

    private delegate int SyncFile(IntPtr file, int flags);

    /// <summary>What was written to the database stays written when the power fails (https://sqlite.org/c3ref/io_methods.html, xSync).</summary>
    public static void Sync(sqlite3 database)
    {
        Require(sqlite3_file_control(database.DangerousGetHandle(), IntPtr.Zero, FilePointer, out var file));
        var method = Marshal.ReadIntPtr(Marshal.ReadIntPtr(file), SyncMethod * IntPtr.Size);
        Require(Marshal.GetDelegateForFunctionPointer<SyncFile>(method)(file, SyncNormal));
    }

    private static void Require(int result) => Microsoft.Data.Sqlite.SqliteException.ThrowExceptionForRC(result, null);

    [DllImport("e_sqlite3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_file_control(IntPtr database, IntPtr name, int operation, out IntPtr argument);
}
