using System.Net;
using Hub.Api.Access;
using Hub.Api.Tests.Access;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Api.Tests.Store;

/// <summary>Another process, such as a command of the hub, holds the database.</summary>
public sealed class BusyTests
{
    private const string Patient = """{"resourceType":"Patient","id":"ash"}""";

    [SqliteFact]
    public async Task A_write_waits_for_its_turn_and_reads_do_not()
    {
        await using var hub = TestStore.Open();
        await hub.Put(Patient);
        await using var other = Hold(hub.ConnectionString);

        var write = hub.Put(Patient);
        var read = await hub.Store.Read(new("Patient", "ash"), TestStore.Hub, default);
        var early = write.IsCompleted;
        await other.DisposeAsync();

        Assert.False(early);
        Assert.Equal(1, read!.Version);
        Assert.Equal(2, (await write).Version);
    }

    [SqliteFact]
    public async Task A_write_that_waited_too_long_is_answered_unavailable_and_the_next_one_works()
    {
        await using var hub = TestStore.Open(";Default Timeout=1");
        var other = Hold(hub.ConnectionString);

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => hub.Put(Patient));
        await other.DisposeAsync();

        Assert.Equal(Problems.Unavailable, refusal.Issues[0].Problem);
        Assert.Equal(1, (await hub.Put(Patient)).Version);
    }

    [SqliteTheory]
    [InlineData("Patient/{0}")]
    [InlineData("Patient/{0}/_history")]
    [InlineData("Patient?_id={0}")]
    [InlineData("Patient/{0}/*")]
    [InlineData("Patient/{0}/$everything")]
    [InlineData("Patient/nobody")]
    [InlineData("_history")]
    public async Task Nothing_is_answered_before_the_look_is_on_disk(string address)
    {
        using var hub = new HubHost();
        var person = await new Story(hub).Person();
        using var agency = hub.Client("online");
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, $"/fhir/{address}", person);

        // What is asked for the first time takes long by itself.
        await agency.GetAsync(path);
        var other = Hold(hub.Database.ConnectionString);
        var answer = agency.GetAsync(path);
        await Task.Delay(300);
        var early = answer.IsCompleted;
        await other.DisposeAsync();

        Assert.False(early);
        Assert.Contains((await answer).StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound });
    }

    [SqliteFact]
    public async Task A_search_whose_answer_fails_is_on_disk_before_it_says_so()
    {
        using var hub = new HubHost();
        await new Story(hub).Person();
        var caller = new Caller("online", "online", null, SmartScopes.Parse(HubHost.AllScopes), Purposes.Treatment, null, "request-1", "correlation-1");
        var guarded = ActivatorUtilities.CreateInstance<GuardedStore>(hub.Services, caller);
        var other = Hold(hub.Database.ConnectionString);
        var failing = new TaskCompletionSource();

        var answer = guarded.Search<int>(
            SearchQuery.Parse("Patient", [], lenient: false, []),
            _ =>
            {
                failing.SetResult();
                throw new InvalidOperationException("The answer cannot be made.");
            },
            default);
        await failing.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await Task.Delay(300);
        var early = answer.IsCompleted;
        await other.DisposeAsync();

        Assert.False(early);
        await Assert.ThrowsAsync<InvalidOperationException>(() => answer);
    }

    private static SqliteConnection Hold(string connectionString)
    {
        var connection = new SqliteConnection(connectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE; UPDATE clock SET time = time";
        command.ExecuteNonQuery();
        return connection;
    }
}
