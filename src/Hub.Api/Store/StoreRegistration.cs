using System.Data.Common;
using Hub.Api.Store.Dialects;
using Hub.Fhir.Search;
using Hub.Fhir.Validation;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hub.Api.Store;

/// <summary>Adds the store to the hub. <c>Hub:Database:Provider</c> and <c>Hub:Database:ConnectionString</c> say which database and where, <c>Hub:Database:ReadReplica</c> where a copy of it is, if there is one.</summary>
public static class StoreRegistration
{
    private const string Default = "Data Source=data/hub.db";

    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Ids>();
        services.AddSingleton(_ => Dialect.Of(configuration["Hub:Database:Provider"], configuration["Hub:Database:ConnectionString"] ?? Default));
        services.AddSingleton(provider => Open(
            provider.GetRequiredService<Dialect>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ResourceStore>>(),
            copy: configuration["Hub:Database:ReadReplica"] is { Length: > 0 } replica ? Dialect.Of(configuration["Hub:Database:Provider"], replica) : null));
        services.AddHealthChecks().AddCheck<WriteHealth>("writing", timeout: WriteHealth.Patience);
        return services.AddSchemaHealth("store", all => all.GetRequiredService<Dialect>().ContextType, HubContext.History);
    }

    /// <summary>Part of being ready: this node can serve these tables as they are now.</summary>
    public static IServiceCollection AddSchemaHealth(
        this IServiceCollection services, string tables, Func<IServiceProvider, Type> contextType, string history)
    {
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            tables, all => new SchemaHealth(all.GetRequiredService<ResourceStore>(), contextType(all), history), null, null));
        return services;
    }

    /// <summary>False while the server of the database does not answer, which may pass. What will not pass by itself is for <see cref="OpenStore"/> to tell.</summary>
    public static bool DatabaseAnswers(this WebApplication app)
    {
        var dialect = app.Services.GetRequiredService<Dialect>();
        try
        {
            dialect.Open(writing: false).Dispose();
            return true;
        }
        catch (DbException exception)
        {
            // A file that cannot be opened is not on its way.
            return dialect is SqliteDialect || !dialect.IsTransient(exception);
        }
    }

    /// <summary>Makes or upgrades the schema before anything asks for a record.</summary>
    public static void OpenStore(this WebApplication app) => app.Services.GetRequiredService<ResourceStore>();

    /// <summary>Opens the store on a schema that is up to date, with all that this version finds by indexed.</summary>
    internal static ResourceStore Open(
        Dialect dialect, TimeProvider time, ILogger<ResourceStore> logger, Func<ValidResource, IReadOnlyList<SearchValue>>? extract = null, Dialect? copy = null)
    {
        Schema.Upgrade(dialect);
        logger.DatabaseOpened(dialect.Name);
        var store = new ResourceStore(dialect, time, logger, extract, copy);
        store.IndexAnew(whole: false, CancellationToken.None).GetAwaiter().GetResult();
        return store;
    }
}
