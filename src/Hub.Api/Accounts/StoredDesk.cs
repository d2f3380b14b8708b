using Hub.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Accounts;

/// <summary>Desks in the hub's database. A draft nobody has touched for 90 days is cleared away.</summary>
internal sealed class StoredDesk(AccountsContext db, TimeProvider time) : Desk
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public override async Task<Draft?> Read(string userId, string key, CancellationToken cancellationToken)
    {
        var row = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(r => r.UserId == userId && r.Key == key, cancellationToken);
        return row is null ? null : new Draft(row.Key, row.Json, row.SavedAt);
    }

    public override async Task<IReadOnlyList<Draft>> List(string userId, string keyPrefix, CancellationToken cancellationToken) =>
        await db.Drafts.AsNoTracking()
            .Where(r => r.UserId == userId && r.Key.StartsWith(keyPrefix))
            .OrderByDescending(r => r.SavedAt)
            .Select(r => new Draft(r.Key, r.Json, r.SavedAt))
            .ToListAsync(cancellationToken);

    public override async Task<DateTimeOffset> Keep(string userId, string key, string json, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO account_draft (UserId, Key, Json, SavedAt) VALUES ({userId}, {key}, {json}, {now.ToUnixTimeMilliseconds()}) ON CONFLICT (UserId, Key) DO UPDATE SET Json = excluded.Json, SavedAt = excluded.SavedAt",
            cancellationToken);
        return now;
    }

    public override async Task Drop(string userId, string key, CancellationToken cancellationToken)
    {
        var old = time.GetUtcNow() - KeptFor;
        await db.Drafts.Where(r => (r.UserId == userId && r.Key == key) || r.SavedAt < old).ExecuteDeleteAsync(cancellationToken);
    }
}
