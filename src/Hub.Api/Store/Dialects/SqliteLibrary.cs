using System.Runtime.InteropServices;

namespace Hub.Api.Store.Dialects;

/// <summary>
/// Functions of the SQLite that SQLitePCLRaw delivers, without its wrapping (https://sqlite.org/c3ref/funclist.html). Those of a
/// column are called hundreds of times for a search: the values lie ready when a row is met
/// (https://sqlite.org/c3ref/column_blob.html), so the runtime is not even told that native code is at work.
/// </summary>
internal static class SqliteLibrary
{
    private const string Name = "e_sqlite3";

    [DllImport(Name), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    public static extern int sqlite3_file_control(IntPtr database, IntPtr name, int operation, out IntPtr argument);

    [DllImport(Name), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory), SuppressGCTransition]
    public static extern int sqlite3_column_type(IntPtr statement, int column);

    [DllImport(Name), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory), SuppressGCTransition]
    public static extern long sqlite3_column_int64(IntPtr statement, int column);

    [DllImport(Name), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory), SuppressGCTransition]
    public static extern double sqlite3_column_double(IntPtr statement, int column);

    [DllImport(Name), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory), SuppressGCTransition]
    public static extern IntPtr sqlite3_column_blob(IntPtr statement, int column);

    [DllImport(Name), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory), SuppressGCTransition]
    public static extern int sqlite3_column_bytes(IntPtr statement, int column);
}
