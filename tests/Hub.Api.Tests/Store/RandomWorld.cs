using Hub.Api.Store;
using Hub.Fhir.Search;
using Hub.Fhir.Validation;

namespace Hub.Api.Tests.Store;

/// <summary>What has been written to a store at random, and who may see it by the words of the rule.</summary>
internal sealed class RandomWorld
{
    private readonly Dictionary<ResourceKey, (StoredResource Row, ValidResource Resource)> current = [];
    private readonly List<Grant> grants = [];

    public static async Task<RandomWorld> Fill(TestStore hub, Random random, int records)
    {
        var world = new RandomWorld();
        var maker = new RandomRecords(random);
        for (var i = 0; i < records; i++)
        {
            hub.Time.Now = hub.Time.Now.AddMilliseconds(random.Next(0, 2000));
            var type = maker.Pick(RandomRecords.Types);
            var key = new ResourceKey(type, type == "Patient" && random.Next(2) == 0 ? maker.Pick(RandomRecords.People) : $"r{random.Next(40)}");
            await world.Change(hub, random, maker, key);
        }

        await world.Grant(hub, random, maker);
        return world;
    }

    public static AccessScope Scope(Random random) => random.Next(4) == 0
        ? TestStore.Hub
        : new AccessScope(RandomRecords.Agencies[random.Next(RandomRecords.Agencies.Length)], Day(random.Next(10)));

    public List<SearchSubject> Permitted(AccessScope scope) =>
    [
        .. current.Values.Where(entry => scope.All || May(entry.Row, scope))
            .Select(entry => new SearchSubject(entry.Row.Type, entry.Row.Id, entry.Row.LastUpdated, SearchIndex.Extract(entry.Resource))),
    ];

    private bool May(StoredResource row, AccessScope scope) =>
        row.Category == "directory" || row.Author == scope.Agency || grants.Any(grant =>
            grant.Agency == scope.Agency && grant.From <= scope.Now && scope.Now < grant.Until
            && ((grant.Patient is not null && grant.Patient == row.Patient && grant.Category == row.Category)
                || (grant.Referral is not null && grant.Referral == row.Referral)));

    private async Task Change(TestStore hub, Random random, RandomRecords maker, ResourceKey key)
    {
        if (current.ContainsKey(key) && random.Next(4) == 0)
        {
            await hub.Store.Write(transaction => transaction.Delete(key, TestStore.Stamp(key.Id)), default);
            current.Remove(key);
            return;
        }

        var resource = TestStore.Valid(maker.Resource(key.Type, key.Id));
        var stamp = TestStore.Stamp(
            key.Id, maker.Pick(RandomRecords.Agencies), maker.Pick(RandomRecords.Categories), Maybe(random, () => maker.Pick(RandomRecords.People)),
            Maybe(random, () => maker.Pick("s1", "s2", "s3")));
        current[key] = (await hub.Store.Write(transaction => transaction.Put(resource, stamp), default), resource);
    }

    private async Task Grant(TestStore hub, Random random, RandomRecords maker)
    {
        for (var i = 0; i < 15; i++)
        {
            var from = random.Next(8);
            var byReferral = random.Next(3) == 0;
            var grant = new Grant(
                maker.Pick(RandomRecords.Agencies), byReferral ? null : maker.Pick(RandomRecords.People),
                byReferral ? null : maker.Pick(RandomRecords.Categories), byReferral ? maker.Pick("s1", "s2", "s3") : null, "consent",
                Day(from), Day(from + random.Next(1, 5)), $"Consent/{i}");
            grants.Add(grant);
            await hub.Store.Write(
                transaction =>
                {
                    transaction.ReplaceGrants(grant.Source, [grant]);
                    return 0;
                },
                default);
        }
    }

    private static DateTimeOffset Day(int day) => new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day);

    private static string? Maybe(Random random, Func<string> text) => random.Next(3) > 0 ? text() : null;
}
