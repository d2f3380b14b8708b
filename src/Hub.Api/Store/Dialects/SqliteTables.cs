using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Hub.Api.Store.Dialects;

/// <summary>
/// Gives tables the shape SQLite is fastest with. A row that has a number from the clock lies under that number alone: SQLite is
/// never distributed, so its key need not say whose row it is. The other tables of many narrow rows have no rowid: their key is the
/// table, which saves a B-tree and a look-up for each row (https://sqlite.org/withoutrowid.html).
/// </summary>
internal sealed class SqliteTables(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    private static readonly string[] Numbered = ["resource", "resource_version"];
    private static readonly string[] Narrow = ["locator", "thread", "access_grant", "audit_index"];

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        if (Numbered.Contains(operation.Name))
        {
            operation.PrimaryKey!.Columns = operation.PrimaryKey.Columns[..1];
        }

        var clustered = operation.Name.StartsWith("index_", StringComparison.Ordinal) || Narrow.Contains(operation.Name);
        base.Generate(operation, model, builder, terminate && !clustered);
        if (terminate && clustered)
        {
            builder.Append(" WITHOUT ROWID").AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
            EndStatement(builder);
        }
    }
}
