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
        if (!await Change(userId, key, json, now, cancellationToken) && !await Add(userId, key, json, now, cancellationToken))
        {
            await Change(userId, key, json, now, cancellationToken);
        }

        return now;
    }

    public override async Task Drop(string userId, string key, CancellationToken cancellationToken)
    {
        var old = time.GetUtcNow() - KeptFor;
        await db.Drafts.Where(r => (r.UserId == userId && r.Key == key) || r.SavedAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<bool> Change(string userId, string key, string json, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Drafts.Where(r => r.UserId == userId && r.Key == key)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Json, json).SetProperty(r => r.SavedAt, now), cancellationToken) > 0;

    /// <summary>False when another window of the same person was quicker.</summary>
    private async Task<bool> Add(string userId, string key, string json, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = db.Drafts.Add(new DraftRow { UserId = userId, Key = key, Json = json, SavedAt = now });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
        finally
        {
            row.State = EntityState.Detached;
        }
    }
}
