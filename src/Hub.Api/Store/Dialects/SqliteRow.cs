using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace Hub.Api.Store.Dialects;

/// <summary>
/// The row on which a statement of SQLite stands, for the functions that read rows. It asks SQLite directly: a reader of the driver
/// takes as long for the columns of a row as SQLite takes to find it. What the store does not read a row by is refused.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "One row at a time.")]
internal sealed class SqliteRow(sqlite3_stmt statement) : DbDataReader
{
    private readonly string?[] last = new string?[raw.sqlite3_column_count(statement)];

    public override int FieldCount => last.Length;

    public override object this[int ordinal] => GetValue(ordinal);

    public override bool IsDBNull(int ordinal) => SqliteLibrary.sqlite3_column_type(Handle, ordinal) == raw.SQLITE_NULL;

    public override long GetInt64(int ordinal) => SqliteLibrary.sqlite3_column_int64(Handle, ordinal);

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override double GetDouble(int ordinal) => SqliteLibrary.sqlite3_column_double(Handle, ordinal);

    /// <summary>Types, agencies and categories are the same from row to row: the text of the row before is taken where it is.</summary>
    public override string GetString(int ordinal)
    {
        var text = Bytes(ordinal);
        return last[ordinal] is { } before && Ascii.Equals(text, before) ? before : last[ordinal] = Encoding.UTF8.GetString(text);
    }

    public override T GetFieldValue<T>(int ordinal) => typeof(T) == typeof(byte[])
        ? (T)(object)Bytes(ordinal).ToArray()
        : throw Refused();

    public override object GetValue(int ordinal) => SqliteLibrary.sqlite3_column_type(Handle, ordinal) switch
    {
        raw.SQLITE_INTEGER => GetInt64(ordinal),
        raw.SQLITE_FLOAT => GetDouble(ordinal),
        raw.SQLITE_TEXT => GetString(ordinal),
        raw.SQLITE_NULL => DBNull.Value,
        _ => GetFieldValue<byte[]>(ordinal),
    };

    public override int GetValues(object[] values)
    {
        for (var i = 0; i < FieldCount; i++)
        {
            values[i] = GetValue(i);
        }

        return FieldCount;
    }

    public override int Depth => 0;

    public override bool HasRows => throw Refused();

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override object this[string name] => throw Refused();

    public override bool Read() => throw Refused();

    public override bool NextResult() => throw Refused();

    public override bool GetBoolean(int ordinal) => throw Refused();

    public override byte GetByte(int ordinal) => throw Refused();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw Refused();

    public override char GetChar(int ordinal) => throw Refused();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw Refused();

    public override string GetDataTypeName(int ordinal) => throw Refused();

    public override DateTime GetDateTime(int ordinal) => throw Refused();

    public override decimal GetDecimal(int ordinal) => throw Refused();

    public override IEnumerator GetEnumerator() => throw Refused();

    public override Type GetFieldType(int ordinal) => throw Refused();

    public override float GetFloat(int ordinal) => throw Refused();

    public override Guid GetGuid(int ordinal) => throw Refused();

    public override short GetInt16(int ordinal) => throw Refused();

    public override string GetName(int ordinal) => raw.sqlite3_column_name(statement, ordinal).utf8_to_string();

    public override int GetOrdinal(string name) => throw Refused();

    /// <summary>A statement that was disposed of is not asked.</summary>
    private IntPtr Handle => statement.IsClosed ? throw new ObjectDisposedException(nameof(SqliteRow)) : statement.DangerousGetHandle();

    /// <summary>As they lie in SQLite, until the statement steps on.</summary>
    private ReadOnlySpan<byte> Bytes(int ordinal)
    {
        var handle = Handle;
        var start = SqliteLibrary.sqlite3_column_blob(handle, ordinal);
        return start == IntPtr.Zero ? [] : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), start), SqliteLibrary.sqlite3_column_bytes(handle, ordinal));
    }

    private static NotSupportedException Refused() => new("The store does not read rows of SQLite in this way.");
}
