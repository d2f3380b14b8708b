using System.Net;
using Hub.Api.Store.Dialects;

namespace Hub.Api.Tests.EndToEnd;

[Collection("processes")]
public sealed class StartTests : IDisposable
{
    private readonly HubFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_first_start_makes_the_database_and_the_second_finds_it()
    {
        string id;
        await using (var first = await RunningHub.Start(folder))
        {
            Assert.Equal(1L, folder.Database.Execute("SELECT count(*) FROM clock"));
            var made = await (await first.As("online")).PostText("/fhir/Patient", """{"resourceType":"Patient","birthDate":"2009-04"}""");
            id = made.Is(HttpStatusCode.Created).Body["id"]!.GetValue<string>();
        }

        await using var second = await RunningHub.Start(folder);

        (await (await second.As("online")).Get($"/fhir/Patient/{id}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_console_says_where_everything_is()
    {
        await using var hub = await RunningHub.Start(folder);

        foreach (var said in new[] { $"{hub.Address}fhir", $"{hub.Address}swagger", Dialect.Of(folder.Database.ConnectionString).Name, "token online" })
        {
            Assert.True(await hub.Says(said), $"The console does not say {said}:\n{hub.Console}");
        }
    }

    [Fact]
    public async Task The_token_command_prints_a_token_and_nothing_else()
    {
        await using var hub = await RunningHub.Start(folder);

        var (status, output, _) = await folder.Run("token", "camhs");

        Assert.Equal(0, status);
        Assert.Matches(@"\A[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\n\z", output);
    }

    [Fact]
    public async Task The_token_command_refuses_a_client_nobody_registered()
    {
        await using var hub = await RunningHub.Start(folder);

        var (status, output, error) = await folder.Run("token", "nobody");

        Assert.NotEqual(0, status);
        Assert.Empty(output);
        Assert.Contains("nobody", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Oracle", "Data Source=hub", "Hub:Database:Provider is Oracle; the hub keeps its records on Sqlite, SqlServer or PostgreSql.")]
    [InlineData("Sqlite", "Data Source=/proc/hub.db", "The database SQLite /proc/hub.db cannot be opened or brought up to date: ")]
    [InlineData("Sqlite", "Data Source=logless.db;Vfs=unix-none", "The database SQLite logless.db cannot have a write-ahead log (SQLite says delete): put it on a disk of this machine.")]
    public async Task A_hub_whose_database_cannot_be_opened_says_so_in_one_sentence(string provider, string connectionString, string sentence)
    {
        await EndsWith(sentence, "--Hub:Database:Provider", provider, "--Hub:Database:ConnectionString", connectionString);
    }

    /// <summary>A hub would wait for it; who asks on the command line is there, and is told.</summary>
    [Theory]
    [InlineData("PostgreSql", "Host=127.0.0.1;Port=1;Timeout=5;Username=hub;Database=hub", "The database PostgreSQL hub on 127.0.0.1 cannot be opened or brought up to date: ")]
    [InlineData("SqlServer", "Server=127.0.0.1,1;Connect Timeout=5;Database=hub;User ID=hub;Password=x", "The database SQL Server hub on 127.0.0.1,1 cannot be opened or brought up to date: ")]
    public async Task A_command_whose_database_does_not_answer_says_so_in_one_sentence(string provider, string connectionString, string sentence)
    {
        await EndsWith(sentence, "token", "online", "--Hub:Database:Provider", provider, "--Hub:Database:ConnectionString", connectionString);
    }

    [Fact]
    public async Task A_hub_whose_database_does_not_answer_is_alive_and_says_503()
    {
        using var nowhere = new HubFolder();
        await using var hub = RunningHub.Begin(nowhere, "--Hub:Database:Provider", "PostgreSql", "--Hub:Database:ConnectionString", "Host=127.0.0.1;Port=1;Timeout=2;Username=hub;Database=hub");
        await hub.Answers("/health/live", HttpStatusCode.OK, TimeSpan.FromSeconds(60));
        using var http = new HttpClient { BaseAddress = hub.Address };

        var ready = await http.Get("/health/ready");
        var asked = await http.Get("/fhir/Patient/1");
        await hub.Stop();

        Assert.Equal((503, 503, "unavailable"), (ready.Status, asked.Status, asked.Problems.Single()));
        Assert.NotNull(asked.Response.Headers.RetryAfter);
    }

    [OwnServerFact]
    public async Task A_hub_that_started_before_its_database_serves_once_that_is_there()
    {
        using var server = new PostgresServer();
        using var early = new HubFolder(server.ConnectionString);
        server.StopAtOnce();
        await using var hub = RunningHub.Begin(early);
        await hub.Answers("/health/live", HttpStatusCode.OK, TimeSpan.FromSeconds(60));
        await hub.Answers("/fhir/metadata", HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10));

        server.Start();
        await hub.Answers("/health/ready", HttpStatusCode.OK, TimeSpan.FromSeconds(60));

        (await (await hub.As("online")).PostText("/fhir/Basic", """{"resourceType":"Basic","code":{"text":"x"}}""")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Hubs_that_start_at_once_on_a_new_database_make_it_once_and_all_serve()
    {
        var hubs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunningHub.Start(folder, address: HubFolder.FreeAddress())));
        try
        {
            Assert.Equal(1L, folder.Database.Execute("SELECT count(*) FROM clock"));
            Assert.Equal(1L, folder.Database.Execute("SELECT count(*) FROM account_migrations"));
            Assert.Equal(1L, folder.Database.Execute("SELECT count(*) FROM signing_key WHERE retired IS NULL"));
        }
        finally
        {
            foreach (var hub in hubs)
            {
                await hub.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Without_the_demo_a_hub_starts_empty()
    {
        await using var hub = await RunningHub.Start(folder, demo: false);

        using var http = new HttpClient { BaseAddress = hub.Address };
        using var health = await http.GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.NotEqual(0, (await folder.Run("token", "online")).Status);
    }

    private async Task EndsWith(string sentence, params string[] arguments)
    {
        var (status, output, error) = await folder.Run(arguments);

        Assert.Equal(1, status);
        Assert.Empty(output);
        Assert.StartsWith($"The hub cannot start. {sentence}", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
