using Hub.Api.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Api.Store;

/// <summary>
/// The one model of all databases. It makes the schema; the hot paths speak SQL to the same tables. Each database has a context of
/// its own in Dialects/, for its own migration.
/// </summary>
internal abstract class HubContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>The table that remembers which migrations the database has had.</summary>
    public const string History = "__EFMigrationsHistory";
    private const int IdLength = 64;
    private const int WordLength = 100;

    /// <summary>A thread of a referral may name two ids (Access/Threads.cs).</summary>
    private const int ThreadLength = (2 * IdLength) + 1;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Resources(modelBuilder);
        Indexes(modelBuilder);
        Ledgers(modelBuilder);
        Partners(modelBuilder);
        Jobs(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
                if (property.ClrType == typeof(bool))
                {
                    property.SetProviderClrType(typeof(int));
                }
            }
        }
    }

    private static void Resources(ModelBuilder model)
    {
        model.Entity<ResourceRow>(row =>
        {
            row.ToTable("resource").HasKey(r => new { r.ResourceKey, r.PersonKey });
            row.Property(r => r.ResourceKey).ValueGeneratedNever();
            Words(row, r => r.Type, r => r.Id, r => r.Patient, r => r.Author, r => r.Category, r => r.Method);
            row.Property(r => r.Id).IsRequired();
            row.Property(r => r.Referral).HasMaxLength(ThreadLength);
            row.HasIndex(r => new { r.Type, r.LastUpdated, r.ResourceKey, r.PersonKey });
            row.HasIndex(r => new { r.Type, r.ResourceKey, r.PersonKey });
            row.HasIndex(r => new { r.PersonKey, r.Type, r.ResourceKey });
        });
        model.Entity<LocatorRow>(row =>
        {
            row.ToTable("locator").HasKey(r => new { r.Type, r.Id });
            Words(row, r => r.Type, r => r.Id);
        });
        model.Entity<VersionRow>(row =>
        {
            row.ToTable("resource_version").HasKey(r => new { r.Sequence, r.PersonKey });
            row.Property(r => r.Sequence).ValueGeneratedNever();
            Words(row, r => r.Type, r => r.Patient, r => r.Author, r => r.Category, r => r.Method, r => r.RequestId, r => r.CorrelationId);
            row.Property(r => r.Referral).HasMaxLength(ThreadLength);
            row.HasIndex(r => new { r.ResourceKey, r.Version, r.PersonKey }).IsUnique();
            row.HasIndex(r => new { r.Type, r.Sequence, r.PersonKey });
        });
        model.Entity<ClockRow>(row =>
        {
            row.ToTable("clock").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            Words(row, r => r.AuditHash);
            row.HasData(new ClockRow { Id = 1, AuditHash = "" });
        });
    }

    private static void Indexes(ModelBuilder model)
    {
        Index<TokenRow>(model, "index_token").HasIndex(r => new { r.Param, r.Code, r.ResourceKey, r.PersonKey, r.System });
        var reference = Index<ReferenceRow>(model, "index_reference");
        Words(reference, r => r.TargetType, r => r.TargetId, r => r.TargetVersion);
        reference.HasIndex(r => new { r.Param, r.TargetId, r.TargetType, r.ResourceKey, r.PersonKey });
        reference.HasIndex(r => new { r.Param, r.Url, r.ResourceKey, r.PersonKey }).HasFilter("url IS NOT NULL");
        reference.HasIndex(r => new { r.Param, r.IdentifierValue, r.ResourceKey, r.PersonKey }).HasFilter("identifier_value IS NOT NULL");
        Index<DateRow>(model, "index_date").HasIndex(r => new { r.Param, r.Low, r.ResourceKey, r.PersonKey, r.High });
        Index<StringRow>(model, "index_string").HasIndex(r => new { r.Param, r.Head, r.ResourceKey, r.PersonKey });
        Index<NumberRow>(model, "index_number").HasIndex(r => new { r.Param, r.Low, r.ResourceKey, r.PersonKey, r.High });
        Index<QuantityRow>(model, "index_quantity").HasIndex(r => new { r.Param, r.Low, r.ResourceKey, r.PersonKey, r.High });
        Index<UriRow>(model, "index_uri").HasIndex(r => new { r.Param, r.Uri, r.ResourceKey, r.PersonKey });
        model.Entity<PairRow>(row =>
        {
            row.ToTable("index_pair").HasKey(r => new { r.Pair, r.TargetId, r.TargetType, r.Code, r.ResourceKey, r.PersonKey, r.System });
            Words(row, r => r.TargetId, r => r.TargetType);
            row.HasIndex(r => new { r.ResourceKey, r.PersonKey });
            row.HasIndex(r => new { r.Pair, r.TargetId, r.TargetType, r.Code, r.LastUpdated, r.ResourceKey, r.PersonKey });
        });
        model.Entity<NameRow>(row =>
        {
            row.ToTable("name").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.HasIndex(r => r.Text).IsUnique();
        });
        model.Entity<ParameterRow>(row =>
        {
            row.ToTable("parameter").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            Words(row, r => r.Type, r => r.Code);
            row.HasIndex(r => new { r.Type, r.Code }).IsUnique();
        });
    }

    private static void Ledgers(ModelBuilder model)
    {
        model.Entity<GrantRow>(row =>
        {
            row.ToTable("access_grant").HasKey(r => new { r.Source, r.PersonKey, r.Ordinal });
            Words(row, r => r.Agency, r => r.Patient, r => r.Category, r => r.Basis);
            row.Property(r => r.Referral).HasMaxLength(ThreadLength);
            row.Property(r => r.Source).HasMaxLength(IdLength + WordLength);
            row.HasIndex(r => new { r.PersonKey, r.Agency, r.Category, r.Ends, r.Starts, r.Patient, r.Basis }, "IX_access_grant_person").HasFilter("patient IS NOT NULL");
            row.HasIndex(r => new { r.PersonKey, r.Referral, r.Agency, r.Ends, r.Starts, r.Basis }, "IX_access_grant_referral").HasFilter("referral IS NOT NULL");
        });
        model.Entity<AuditRow>(row =>
        {
            row.ToTable("audit").HasKey(r => r.Number);
            row.Property(r => r.Number).ValueGeneratedNever();
            Words(row, r => r.PreviousHash, r => r.Hash);
        });
        model.Entity<AuditIndexRow>(row => row.ToTable("audit_index").HasKey(r => new { r.Bucket, r.Number }));
        model.Entity<ThreadRow>(row =>
        {
            row.ToTable("thread").HasKey(r => new { r.Referral, r.PersonKey });
            row.Property(r => r.Referral).HasMaxLength(ThreadLength);
        });
        model.Entity<OutboxRow>(row =>
        {
            row.ToTable("outbox").HasKey(r => r.Number);
            row.Property(r => r.Number).ValueGeneratedNever();
            row.Property(r => r.Id).IsRequired();
        });
        model.Entity<RequestRow>(row =>
        {
            row.ToTable("request").HasKey(r => new { r.Agency, r.RequestId });
            Words(row, r => r.Agency, r => r.RequestId);
        });
    }

    private static void Partners(ModelBuilder model)
    {
        model.Entity<PartnerRow>(row =>
        {
            row.ToTable("partner").HasKey(r => r.ClientId);
            Words(row, r => r.ClientId, r => r.Agency);
            row.HasIndex(r => r.Agency);
        });
        model.Entity<SigningKeyRow>(row =>
        {
            row.ToTable("signing_key").HasKey(r => r.KeyId);
            Words(row, r => r.KeyId);
        });
        model.Entity<JtiRow>(row =>
        {
            row.ToTable("jti").HasKey(r => new { r.ClientId, r.Jti });
            Words(row, r => r.ClientId);
            row.Property(r => r.Jti).HasMaxLength(2 * WordLength);
            row.HasIndex(r => r.Expires);
        });
    }

    private static void Jobs(ModelBuilder model)
    {
        model.Entity<JobRow>(row =>
        {
            row.ToTable("job").HasKey(r => r.Id);
            Words(row, r => r.Id, r => r.Agency, r => r.State, r => r.Node);
        });
        model.Entity<JobFileRow>(row =>
        {
            row.ToTable("job_file").HasKey(r => new { r.Job, r.Number });
            Words(row, r => r.Job, r => r.Type);
        });
        model.Entity<ErasureRow>(row =>
        {
            row.ToTable("erasure").HasKey(r => r.Id);
            Words(row, r => r.Id, r => r.Agency, r => r.Type, r => r.ResourceId);
            row.HasIndex(r => new { r.Type, r.ResourceId });
        });
    }

    private static EntityTypeBuilder<TRow> Index<TRow>(ModelBuilder model, string table) where TRow : IndexRow
    {
        var row = model.Entity<TRow>();
        row.ToTable(table).HasKey(r => new { r.ResourceKey, r.PersonKey, r.Param, r.Ordinal });
        return row;
    }

    private static void Words<TRow>(EntityTypeBuilder<TRow> row, params System.Linq.Expressions.Expression<Func<TRow, object?>>[] columns)
        where TRow : class
    {
        foreach (var column in columns)
        {
            row.Property(column).HasMaxLength(WordLength);
        }
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
