using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hub.Api.Store.Dialects;

/// <summary>The model on SQL Server: text is compared by its code units, and a text that an index holds has a length. Its migration is in Store/Migrations/SqlServer.</summary>
internal sealed class SqlServerHubContext(DbContextOptions<SqlServerHubContext> options) : HubContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().UseCollation(SqlServerDialect.Collation);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.ClrType == typeof(string) && property.GetMaxLength() is null && (property.IsIndex() || property.IsKey()))
            {
                property.SetMaxLength(IndexText.KeyLength);
            }
        }
    }

    /// <summary>Gives <c>dotnet ef</c> the model: <c>dotnet ef migrations add NAME -c SqlServerHubContext -o Store/Migrations/SqlServer</c>.</summary>
    internal sealed class AtDesign : IDesignTimeDbContextFactory<SqlServerHubContext>
    {
        public SqlServerHubContext CreateDbContext(string[] args) => (SqlServerHubContext)new SqlServerDialect("Server=localhost").Context();
    }
}
