using Hub.Api.Http;
using Hub.Api.Store;

namespace Hub.Api.Audit;

/// <summary><c>audit</c>: checks the chain of all audit entries, of a running hub too, and says whether it is whole.</summary>
public static class AuditCommand
{
    /// <summary>The exit code: 0 when the chain is whole, 1 when it is broken.</summary>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter errors)
    {
        var builder = WebApplication.CreateBuilder(Hosting.Options(args[1..]));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddStore(builder.Configuration);
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<ResourceStore>();
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
