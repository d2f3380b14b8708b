using Hub.Api.Store.Dialects;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Store;

/// <summary>Makes or upgrades the schema at start, one process at a time, and refuses a schema newer than this program.</summary>
internal static class Schema
{
    public static void Upgrade(Dialect dialect)
    {
        using var held = dialect.LockSchema();
        var options = new DbContextOptionsBuilder<HubContext>();
        dialect.Use(options);
        using var context = new HubContext(options.Options);
        var known = context.Database.GetMigrations().ToList();
        if (context.Database.GetAppliedMigrations().Except(known).FirstOrDefault() is { } newer)
        {
            throw new InvalidOperationException($"The database has the schema {newer}, which this version of the hub does not know. Start a newer hub.");
        }

        context.Database.Migrate();
    }
}
