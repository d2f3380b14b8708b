using System.Data.Common;

namespace Hub.Api.Store;

/// <summary>The counters of the hub as one group of writes moves them on. A copy is a mark to go back to.</summary>
internal record struct Clock(long Resource, long Sequence, long Event, long Audit, long Name, int Parameter, long Time, string AuditHash, long AuditIndexed)
{
    public const string Select = "SELECT resource, sequence, event, audit, name, parameter, time, audit_hash, audit_indexed FROM clock WHERE id = 1";

    public const string Update = "UPDATE clock SET resource = @p0, sequence = @p1, event = @p2, audit = @p3, name = @p4, parameter = @p5, "
        + "time = @p6, audit_hash = @p7, audit_indexed = @p8 WHERE id = 1";

    public static Clock From(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt32(5), row.GetInt64(6), row.GetString(7), row.GetInt64(8));

    /// <summary>Now in whole milliseconds, and never before a moment already given out.</summary>
    public static long Tick(TimeProvider time, long last)
    {
        var now = time.GetUtcNow().UtcTicks;
        return Math.Max(now - (now % TimeSpan.TicksPerMillisecond), last);
    }
}
