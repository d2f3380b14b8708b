using System.Reflection;
using Hub.Api.Store.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Api.Store;

/// <summary>Makes or upgrades the schema at start, one process at a time, and refuses a schema newer than this program.</summary>
internal static class Schema
{
    public static void Upgrade(Dialect dialect)
    {
        using var held = dialect.LockSchema();
        var known = Known(dialect.ContextType);
        var applied = dialect.AppliedMigrations();
        if (applied.Except(known).FirstOrDefault() is { } newer)
        {
            throw new InvalidOperationException($"The database has the schema {newer}, which this version of the hub does not know. Start a newer hub.");
        }

        if (known.Except(applied).Any())
        {
            using var context = dialect.Context();
            context.Database.Migrate();
        }
    }

    /// <summary>Read from the attributes: building the model would cost half the time of a start.</summary>
    internal static IReadOnlyList<string> Known(Type contextType) =>
    [
        .. typeof(Schema).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == contextType)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>(),
    ];
}
