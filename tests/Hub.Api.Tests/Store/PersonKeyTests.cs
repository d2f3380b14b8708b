using System.Text.RegularExpressions;
using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Hub.Api.Tests.Store;

/// <summary>The schema can be distributed by person: a distributed table may only hold unique what contains the column it is distributed by.</summary>
public sealed partial class PersonKeyTests
{
    private const string PersonKey = "PersonKey";

    [Fact]
    public void Every_table_of_persons_has_the_person_key_in_its_key_and_in_each_index()
    {
        foreach (var table in Tables().Where(IsOfPersons))
        {
            Assert.Contains(table.FindPrimaryKey()!.Properties, property => property.Name == PersonKey);
            Assert.All(table.GetIndexes(), index => Assert.Contains(index.Properties, property => property.Name == PersonKey));
        }
    }

    [Fact]
    public void These_tables_are_of_persons() => Assert.Equal(
        [
            "access_grant", "index_date", "index_number", "index_pair", "index_quantity", "index_reference", "index_string",
            "index_token", "index_uri", "resource", "resource_version",
        ],
        Tables().Where(IsOfPersons).Select(Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_commands_that_spread_the_tables_fit_the_schema()
    {
        var page = File.ReadAllText(Layout.Repository.File("specs/scale.md"));
        var spread = SpreadBy(page);
        var copied = Copied().Matches(page).Select(match => match.Groups["table"].Value).ToList();

        Assert.Equal(Tables().Select(Name).Order(), [.. spread.Keys.Concat(copied).Append("clock").Order()]);
        foreach (var table in Tables().Where(table => spread.ContainsKey(Name(table))))
        {
            var keys = table.GetKeys().Select(key => key.Properties).Concat(table.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties));
            Assert.All(keys, key => Assert.Contains(key, property => property.GetColumnName() == spread[Name(table)]));
            Assert.Equal(IsOfPersons(table), spread[Name(table)] == "person_key");
        }
    }

    [Fact]
    public void The_number_of_a_person_is_the_same_on_every_node_and_for_ever()
    {
        Assert.Equal(58_538_252, PersonKeys.Of("ash"));
        Assert.Equal(PersonKeys.Nobody, PersonKeys.Of(null));
    }

    [Fact]
    public async Task A_record_that_gets_a_person_moves_with_its_history_and_its_thread_stays_open()
    {
        await using var hub = TestStore.Open();
        var camhs = new AccessScope("camhs", DateTimeOffset.UnixEpoch);
        await hub.Put("""{"resourceType":"Basic","id":"b1","code":{"text":"first"}}""", referral: "r1");
        await hub.Store.Write(
            transaction =>
            {
                transaction.ReplaceGrants("Task/t1", [new Grant("camhs", null, null, "r1", "addressee", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, "")]);
                return 0;
            },
            default);
        var key = new ResourceKey("Basic", "b1");
        Assert.Equal(PersonKeys.Nobody, (await hub.Store.Read(key, camhs, default))!.PersonKey);

        await hub.Put("""{"resourceType":"Basic","id":"b1","code":{"text":"second"}}""", patient: "ash", referral: "r1");

        Assert.Equal(PersonKeys.Of("ash"), (await hub.Store.Read(key, camhs, default))!.PersonKey);
        Assert.Equal([2, 1], (await hub.Versions("b1", camhs)).Select(version => version.Version));
        Assert.Equal(0L, hub.Execute("SELECT COUNT(*) FROM resource_version WHERE person_key = 0"));
        Assert.Equal(["b1"], await hub.Ids("Basic", "code:text=second", camhs));
    }

    [Fact]
    public async Task A_record_taken_out_of_a_file_keeps_its_place_and_can_still_be_changed()
    {
        await using var hub = TestStore.Open();
        await hub.Put("""{"resourceType":"Basic","id":"b1","code":{"text":"x"}}""", author: "camhs", patient: "ash");
        await hub.Store.Write(transaction => transaction.Unlink("ash", "online"), default);

        var row = await hub.Put("""{"resourceType":"Basic","id":"b1","code":{"text":"y"}}""", author: "camhs");

        Assert.Null(row.Patient);
        Assert.Equal(PersonKeys.Of("ash"), row.PersonKey);
        Assert.Equal(2, (await hub.Versions("b1")).Count);
    }

    [Fact]
    public async Task A_grant_of_a_thread_reaches_its_records_in_every_file_whichever_came_first()
    {
        await using var hub = TestStore.Open();
        var camhs = new AccessScope("camhs", DateTimeOffset.UnixEpoch);
        await hub.Put("""{"resourceType":"Basic","id":"b1","code":{"text":"x"}}""", patient: "ash", referral: "r1");
        await hub.Store.Write(
            transaction =>
            {
                transaction.ReplaceGrants("Task/t1", [new Grant("camhs", null, null, "r1", "addressee", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, "")]);
                return 0;
            },
            default);
        await hub.Put("""{"resourceType":"Basic","id":"b2","code":{"text":"x"}}""", patient: "bo", referral: "r1");
        await hub.Put("""{"resourceType":"Basic","id":"b3","code":{"text":"x"}}""", referral: "r1");

        Assert.Equal(["b3", "b2", "b1"], await hub.Ids("Basic", "", camhs));

        await hub.Store.Write(
            transaction =>
            {
                transaction.ReplaceGrants("Task/t1", []);
                return 0;
            },
            default);
        Assert.Empty(await hub.Ids("Basic", "", camhs));
    }

    [Fact]
    public async Task An_identifier_is_not_kept_among_the_names_and_is_found_whole()
    {
        await using var hub = TestStore.Open();
        await hub.Put("""{"resourceType":"Patient","id":"ash","identifier":[{"system":"nhs","value":"9000000009"}],"telecom":[{"system":"phone","value":"0123"}]}""");

        Assert.Equal(["ash"], await hub.Ids("Patient", "identifier=nhs|9000000009"));
        Assert.Equal(["ash"], await hub.Ids("Patient", "phone=0123"));
        Assert.Empty(await hub.Ids("Patient", "identifier=nhs|9000000000"));
        Assert.Equal(0L, hub.Execute("SELECT COUNT(*) FROM name WHERE text IN ('9000000009', '0123')"));
    }

    internal static Dictionary<string, string> SpreadBy(string page) =>
        Spread().Matches(page).ToDictionary(match => match.Groups["table"].Value, match => match.Groups["column"].Value);

    [GeneratedRegex("create_distributed_table\\('(?<table>\\w+)', '(?<column>\\w+)'")]
    private static partial Regex Spread();

    [GeneratedRegex("create_reference_table\\('(?<table>\\w+)'")]
    private static partial Regex Copied();

    private static string Name(IEntityType table) => table.GetTableName()!;

    private static bool IsOfPersons(IEntityType table) => table.FindProperty(PersonKey) is not null && Name(table) is not ("locator" or "thread");

    private static List<IEntityType> Tables()
    {
        using var context = Dialect.Of("Host=localhost").Context();
        return [.. context.Model.GetEntityTypes()];
    }
}
