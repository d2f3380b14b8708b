using System.Data.Common;
using System.Reflection;
using Hub.Api.Store.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Api.Store;

/// <summary>Makes or upgrades the schema at start, one process at a time, and refuses a schema newer than this program.</summary>
internal static class Schema
{
    /// <summary>The tables of the records.</summary>
    public static void Upgrade(Dialect dialect) => Upgrade(dialect, dialect.ContextType, HubContext.History, dialect.Context);

    /// <summary>The tables of one context, whose migrations are remembered in the table <paramref name="history"/>.</summary>
    public static void Upgrade(Dialect dialect, Type contextType, string history, Func<DbContext> open)
    {
        try
        {
            using var held = dialect.LockSchema();
            var applied = Applied(dialect, history);
            if (Unknown(contextType, applied).FirstOrDefault() is { } newer)
            {
                throw new CannotStartException(
                    $"The database {dialect.Name} has the schema {newer}, which this version of the hub does not know: start a newer hub.");
            }

            if (Known(contextType).Except(applied).Any())
            {
                using var context = open();
                context.Database.Migrate();
            }
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"The database {dialect.Name} cannot be opened or brought up to date: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    /// <summary>What a newer hub has done to the schema.</summary>
    public static IEnumerable<string> Unknown(Type contextType, IReadOnlyList<string> applied) => applied.Except(Known(contextType)).Order(StringComparer.Ordinal);

    private static IReadOnlyList<string> Applied(Dialect dialect, string history)
    {
        using var session = dialect.Open(writing: false);
        return dialect.AppliedMigrations(session, history);
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
