namespace Hub.Api.Store;

public sealed partial class WriteTransaction
{
    /// <summary>Resources one file of a job names.</summary>
    public const int JobFileLength = 1000;

    public Job? Job(string id) => JobRows.Find(session, id);

    public void Put(Job job)
    {
        session.Execute("DELETE FROM job WHERE id = @p0", job.Id);
        session.Execute(
            $"INSERT INTO job ({JobRows.Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)",
            job.Id, job.Agency, job.Caller, job.Asked, job.State, job.Created.UtcTicks, job.Step, job.Place, job.Finished.UtcTicks, job.Failure,
            job.Node, job.Lease.UtcTicks);
    }

    public void DeleteJob(string id)
    {
        session.Execute("DELETE FROM job_file WHERE job = @p0", id);
        session.Execute("DELETE FROM job WHERE id = @p0", id);
    }

    /// <summary>The jobs of an agency that are kept, open or not.</summary>
    public IReadOnlyList<Job> JobsOf(string agency) => [.. JobRows.All(session).Where(job => job.Agency == agency)];

    /// <summary>Of the open jobs that no other node is at, the one that has waited longest, leased to this node; null when there is none.</summary>
    public Job? ClaimJob(string node, TimeSpan lease)
    {
        var free = JobRows.All(session).Where(job => job.IsOpen && (job.Lease <= Now || job.Node == node)).MinBy(job => job.Lease);
        if (free is null)
        {
            return null;
        }

        var mine = free with { Node = node, Lease = Now + lease };
        Put(mine);
        return mine;
    }

    /// <summary>Adds the ids to the last file of their type, and to new ones as each is full.</summary>
    public void AppendToJob(string job, string type, IReadOnlyList<string> ids)
    {
        var files = JobRows.Files(session, job);
        var number = files.Count;
        var rest = ids;
        if (files.LastOrDefault(file => file.Type == type) is { } last && last.Ids.Count < JobFileLength)
        {
            PutJobFile(job, new JobFile(last.Number, type, last.Ids.Concat(ids.Take(JobFileLength - last.Ids.Count))));
            rest = [.. ids.Skip(JobFileLength - last.Ids.Count)];
        }

        foreach (var some in rest.Chunk(JobFileLength))
        {
            PutJobFile(job, new JobFile(++number, type, some));
        }
    }

    public void PutJobFile(string job, JobFile file)
    {
        session.Execute("DELETE FROM job_file WHERE job = @p0 AND number = @p1", job, file.Number);
        session.Execute("INSERT INTO job_file (job, number, type, ids) VALUES (@p0, @p1, @p2, @p3)", job, file.Number, file.Type, file.Text);
    }
}
