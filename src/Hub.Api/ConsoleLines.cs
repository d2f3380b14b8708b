using Hub.Api.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Hub.Api;

/// <summary>
/// The log of the console, filtered and written as it is configured for it, with the lines of a moment put out together: to wake a
/// thread and call the system for each line takes more than many an answer. A warning goes out at once, what is left at the end with it.
/// </summary>
[ProviderAlias("Console")]
internal sealed class ConsoleLines(IOptionsMonitor<ConsoleLoggerOptions> options, IEnumerable<ConsoleFormatter> formatters) : ILoggerProvider, ISupportExternalScope
{
    private readonly Dictionary<string, ConsoleFormatter> formatters = formatters.ToDictionary(one => one.Name, StringComparer.OrdinalIgnoreCase);
    private readonly LinesTogether output = new(Hosting.StandardOutput());
    private readonly LinesTogether errors = new(Hosting.StandardError());
    private IExternalScopeProvider? scopes;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
    }

    private void Write<T>(in LogEntry<T> entry)
    {
        var chosen = options.CurrentValue;
        var formatter = formatters.GetValueOrDefault(chosen.FormatterName ?? ConsoleFormatterNames.Simple) ?? formatters[ConsoleFormatterNames.Simple];
        (entry.LogLevel >= chosen.LogToStandardErrorThreshold ? errors : output).Add(formatter, entry, scopes);
    }

    private sealed class Category(ConsoleLines console, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => console.scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => console.Write(new LogEntry<TState>(logLevel, name, eventId, state, exception, formatter));
    }
}
