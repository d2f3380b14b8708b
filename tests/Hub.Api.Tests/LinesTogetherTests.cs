using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Hub.Api.Tests;

public sealed class LinesTogetherTests : IDisposable
{
    private readonly MemoryStream stream = new();
    private readonly LinesTogether lines;
    private readonly ServiceProvider services = new ServiceCollection().AddLogging(logging => logging.AddConsole()).BuildServiceProvider();

    public LinesTogetherTests() => lines = new LinesTogether(stream);

    public void Dispose()
    {
        lines.Dispose();
        services.Dispose();
    }

    [Fact]
    public async Task Lines_go_out_a_moment_later_and_in_order()
    {
        Add(LogLevel.Information, "first");
        Add(LogLevel.Information, "second");

        for (var left = 100; left > 0 && Said().Length == 0; left--)
        {
            await Task.Delay(20);
        }

        Assert.Equal(["first", "second"], Said());
    }

    [Fact]
    public void A_warning_goes_out_at_once_after_what_was_said_before()
    {
        Add(LogLevel.Information, "before");
        Add(LogLevel.Warning, "warning");

        Assert.Equal(["before", "warning"], Said());
    }

    [Fact]
    public void What_is_left_goes_out_at_the_end_and_what_comes_after_it_as_well()
    {
        Add(LogLevel.Information, "last");
        lines.Dispose();
        Assert.Equal(["last"], Said());

        Add(LogLevel.Information, "after");
        Assert.Equal(["last", "after"], Said());
    }

    [Fact]
    public void Many_lines_at_once_are_not_kept_waiting_without_bound()
    {
        for (var number = 0; number < 1000; number++)
        {
            Add(LogLevel.Information, new string('x', 1000));
        }

        Assert.True(stream.Length > 500_000);
    }

    private void Add(LogLevel level, string text)
    {
        var simple = services.GetServices<ConsoleFormatter>().First(one => one.Name == ConsoleFormatterNames.Simple);
        lines.Add(simple, new LogEntry<string>(level, "Test", default, text, null, (said, _) => said), null);
    }

    private string[] Said() => [.. Encoding.UTF8.GetString(stream.ToArray()).Split('\n').Where(line => line.StartsWith(' ')).Select(line => line.Trim())];
}
