using Hub.Api.Store;

namespace Hub.Api.Audit;

/// <summary><c>audit</c>: checks the chain of all audit entries and says whether it is whole.</summary>
public static class AuditCommand
{
    public static async Task<int> Run(IServiceProvider services, TextWriter output, TextWriter errors)
    {
        var store = services.GetRequiredService<ResourceStore>();
        var broken = await store.FirstBrokenAudit(CancellationToken.None);
        if (broken is { } number)
        {
            await errors.WriteLineAsync($"The audit is broken at entry {number}: it does not follow from the entry before it.");
            return 1;
        }

        var count = await store.CountAudit(new AuditQuery(), CancellationToken.None);
        await output.WriteLineAsync($"The audit is whole: {count} entries, each following from the one before it.");
        return 0;
    }
}
