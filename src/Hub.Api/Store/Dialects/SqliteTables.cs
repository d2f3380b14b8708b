using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Hub.Api.Store.Dialects;

/// <summary>
/// Makes the index tables without a rowid: their key is the table, which saves a B-tree and a look-up for each row
/// (https://sqlite.org/withoutrowid.html).
/// </summary>
internal sealed class SqliteTables(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        var clustered = operation.Name.StartsWith("index_", StringComparison.Ordinal);
        base.Generate(operation, model, builder, terminate && !clustered);
        if (terminate && clustered)
        {
            builder.Append(" WITHOUT ROWID").AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
            EndStatement(builder);
        }
    }
}
