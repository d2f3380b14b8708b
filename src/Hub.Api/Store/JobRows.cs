using System.Data.Common;
using Hub.Api.Store.Rows;

namespace Hub.Api.Store;

/// <summary>Reads the rows of jobs and of their files.</summary>
internal static class JobRows
{
    public const string Columns = "id, agency, caller, asked, state, created, step, place, finished, failure, node, lease";

    public static Job? Find(Session session, string id) => session.First($"SELECT {Columns} FROM job WHERE id = @p0", From, id);

    public static IReadOnlyList<Job> All(Session session) => session.All($"SELECT {Columns} FROM job ORDER BY created, id", From);

    public static IReadOnlyList<JobFile> Files(Session session, string id) =>
        session.All("SELECT number, type, ids FROM job_file WHERE job = @p0 ORDER BY number", File, id);

    public static JobFile? File(Session session, string id, int number) =>
        session.First("SELECT number, type, ids FROM job_file WHERE job = @p0 AND number = @p1", File, id, number);

    private static JobFile File(DbDataReader row) => new(row.GetInt32(0), row.GetString(1), row.GetString(2));

    private static Job From(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), StoredColumns.Time(row.GetInt64(5)))
        {
            Step = row.GetInt32(6),
            Place = StoredColumns.Text(row, 7),
            Finished = StoredColumns.Time(row.GetInt64(8)),
            Failure = StoredColumns.Text(row, 9),
            Node = StoredColumns.Text(row, 10),
            Lease = StoredColumns.Time(row.GetInt64(11)),
        };
}
