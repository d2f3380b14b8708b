using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hub.Api.Tests.Http.Fuzz;

/// <summary>A hub on a real port, that bounds no rate and tells which errors it logs.</summary>
internal sealed class FuzzHub : HubHost
{
    private readonly Errors errors = new();

    public FuzzHub()
    {
        UseKestrel(0);
        StartServer();
        Address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');
    }

    public string Address { get; }

    /// <summary>The next error that the hub wrote into its log and nobody has asked for yet.</summary>
    public string? NextError() => errors.Logged.TryDequeue(out var error) ? error : null;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Hub:Http:RequestsPerSecond", "0");
        builder.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(errors));
    }

    private sealed class Errors : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Logged { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Logged.Enqueue(exception?.ToString() ?? formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
