using Hub.Api.Store.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hub.Api.Store;

/// <summary>Gives <c>dotnet ef</c> the model: <c>dotnet ef migrations add NAME --project src/Hub.Api --output-dir Store/Migrations/Sqlite</c>.</summary>
internal sealed class HubContextFactory : IDesignTimeDbContextFactory<HubContext>
{
    public HubContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<HubContext>();
        new SqliteDialect("Data Source=:memory:").Use(options);
        return new HubContext(options.Options);
    }
}
