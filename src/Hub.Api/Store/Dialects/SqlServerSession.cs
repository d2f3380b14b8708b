using System.Data;
using System.Data.Common;

namespace Hub.Api.Store.Dialects;

/// <summary>
/// Gives every parameter a type that does not depend on the length of its value, so that a statement has one plan. A null takes the
/// type its place had before. Text goes as nvarchar, as the columns are: nothing is converted on the way to an index.
/// </summary>
internal class SqlServerSession(DbConnection connection, Dialect dialect) : Session(connection, dialect)
{
    private const int Long = 4000;
    private const int Unlimited = -1;

    protected override void Bind(DbParameter parameter, object? value)
    {
        switch (value)
        {
            case string text:
                Type(parameter, DbType.String, text.Length <= Long ? Long : Unlimited);
                break;
            case long:
                Type(parameter, DbType.Int64, 0);
                break;
            case int:
                Type(parameter, DbType.Int32, 0);
                break;
            case double:
                Type(parameter, DbType.Double, 0);
                break;
            case byte[]:
                Type(parameter, DbType.Binary, Unlimited);
                break;
            case null:
                break;
            default:
                throw new ArgumentException($"The store does not keep values of type {value.GetType().Name}.", nameof(value));
        }

        base.Bind(parameter, value);
    }

    private static void Type(DbParameter parameter, DbType type, int size)
    {
        if (parameter.DbType != type || parameter.Size != size)
        {
            parameter.DbType = type;
            parameter.Size = size;
        }
    }
}
