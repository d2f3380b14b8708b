using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hub.Api.Accounts;

/// <summary>
/// People who sign in to the portal, their sessions and desks: tables of their own in the hub's database, apart from every record.
/// Each database has a context of its own, for its own migration.
/// </summary>
internal abstract class AccountsContext(DbContextOptions options) : IdentityUserContext<HubUser>(options)
{
    /// <summary>The table that remembers which migrations the account tables have had.</summary>
    public const string History = "account_migrations";
    private const int IdLength = 128;

    private static readonly ValueConverter<DateTimeOffset, long> Milliseconds =
        new(at => at.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<HubUser>(user =>
        {
            user.ToTable("account");
            user.Property(u => u.Id).HasMaxLength(IdLength);
            user.Property(u => u.DisplayName).HasMaxLength(200);
            user.Property(u => u.AgencyName).HasMaxLength(200);
            user.Property(u => u.Agency).HasMaxLength(64);
            user.Property(u => u.Role).HasMaxLength(40);
            user.Property(u => u.Practitioner).HasMaxLength(64);
        });
        builder.Entity<IdentityUserClaim<string>>().ToTable("account_claim");
        builder.Entity<IdentityUserLogin<string>>().ToTable("account_login");
        builder.Entity<IdentityUserToken<string>>().ToTable("account_token");
        builder.Entity<IdentityUserPasskey<string>>().ToTable("account_passkey");
        builder.Entity<DraftRow>(row =>
        {
            row.ToTable("account_draft").HasKey(r => new { r.UserId, r.Key });
            row.Property(r => r.UserId).HasMaxLength(IdLength);
            row.Property(r => r.Key).HasMaxLength(200);
            row.Property(r => r.SavedAt).HasConversion(Milliseconds);
            row.HasIndex(r => r.SavedAt);
        });
        builder.Entity<SessionRow>(row =>
        {
            row.ToTable("account_session").HasKey(r => r.Key);
            row.Property(r => r.Key).HasMaxLength(64);
            row.Property(r => r.UserId).HasMaxLength(IdLength);
            row.Property(r => r.Device).HasMaxLength(200);
            row.HasIndex(r => r.UserId);
            row.HasIndex(r => r.EndsAt);
            row.Property(r => r.SignedInAt).HasConversion(Milliseconds);
            row.Property(r => r.LastSeenAt).HasConversion(Milliseconds);
            row.Property(r => r.EndsAt).HasConversion(Milliseconds);
        });
        builder.Entity<KeyRow>(row =>
        {
            row.ToTable("account_key").HasKey(r => r.Name);
            row.Property(r => r.Name).HasMaxLength(IdLength);
        });
    }
}

/// <summary>Words of one user not yet sent.</summary>
internal sealed class DraftRow
{
    public required string UserId { get; init; }

    public required string Key { get; init; }

    public required string Json { get; set; }

    public DateTimeOffset SavedAt { get; set; }
}

/// <summary>One session: the cookie holds only its key.</summary>
internal sealed class SessionRow
{
    public required string Key { get; init; }

    public required string UserId { get; init; }

    public required string Device { get; init; }

    public required byte[] Ticket { get; set; }

    public DateTimeOffset SignedInAt { get; init; }

    public DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }
}

/// <summary>A key that seals cookies and forms, the same for every node.</summary>
internal sealed class KeyRow
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}
