using System.Security.Claims;
using System.Security.Cryptography;
using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Accounts;

/// <summary>Sessions in the hub's database: every node knows them, and ending one ends it everywhere at once.</summary>
internal sealed class StoredSessions(IDbContextFactory<AccountsContext> contexts, TimeProvider time) : Sessions, ITicketStore
{
    public override async Task<IReadOnlyList<OpenSession>> OpenFor(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await db.Sessions.AsNoTracking().Where(r => r.UserId == userId && r.EndsAt > now)
            .OrderByDescending(r => r.LastSeenAt)
            .Select(r => new OpenSession(r.Key, r.Device, r.SignedInAt, r.LastSeenAt))
            .ToListAsync(cancellationToken);
    }

    public override async Task Close(string userId, string key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Sessions.Where(r => r.UserId == userId && r.Key == key).ExecuteDeleteAsync(cancellationToken);
    }

    public Task<string> StoreAsync(AuthenticationTicket ticket) => Store(ticket, "", CancellationToken.None);

    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        Store(ticket, httpContext.Request.Headers.UserAgent.ToString(), cancellationToken);

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var (bytes, now, ends) = (TicketSerializer.Default.Serialize(ticket), time.GetUtcNow(), Ends(ticket));
        await db.Sessions.Where(r => r.Key == key).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Ticket, bytes).SetProperty(r => r.LastSeenAt, now).SetProperty(r => r.EndsAt, ends));
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var now = time.GetUtcNow();
        var row = await db.Sessions.AsNoTracking().FirstOrDefaultAsync(r => r.Key == key && r.EndsAt > now);
        return row is null ? null : TicketSerializer.Default.Deserialize(row.Ticket);
    }

    public async Task RemoveAsync(string key)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var now = time.GetUtcNow();
        await db.Sessions.Where(r => r.Key == key || r.EndsAt < now).ExecuteDeleteAsync();
    }

    private async Task<string> Store(AuthenticationTicket ticket, string device, CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetHexString(48, lowercase: true);
        ticket.Properties.Items[PersonClaims.Session] = key;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Sessions.Add(new SessionRow
        {
            Key = key,
            UserId = ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
            Device = device[..Math.Min(device.Length, 200)],
            Ticket = TicketSerializer.Default.Serialize(ticket),
            SignedInAt = time.GetUtcNow(),
            LastSeenAt = time.GetUtcNow(),
            EndsAt = Ends(ticket),
        });
        await db.SaveChangesAsync(cancellationToken);
        return key;
    }

    private DateTimeOffset Ends(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc ?? time.GetUtcNow().AddMinutes(30);
}
