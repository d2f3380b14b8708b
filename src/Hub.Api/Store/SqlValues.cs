using Hub.Fhir.Outcomes;

namespace Hub.Api.Store;

/// <summary>The values bound to a statement, in the order of their placeholders.</summary>
internal sealed class SqlValues
{
    /// <summary>SQL Server takes 2,100 in one statement; what one database refuses, none is asked.</summary>
    public const int Greatest = 2000;

    private readonly List<object?> values = [];
    private readonly Dictionary<string, int> named = new(StringComparer.Ordinal);

    public object?[] All => [.. values];

    /// <summary>The placeholder of one more value.</summary>
    public string Add(object? value)
    {
        if (values.Count == Greatest)
        {
            throw new ProblemException(Problems.TooCostly, $"This search compares with more than {Greatest} values. Ask for fewer at a time.");
        }

        values.Add(value);
        return $"@p{values.Count - 1}";
    }

    /// <summary>The placeholder of a value that several places of the statement use.</summary>
    public string Once(string name, object? value)
    {
        if (named.TryGetValue(name, out var place))
        {
            return $"@p{place}";
        }

        named[name] = values.Count;
        return Add(value);
    }

    /// <summary>The place of the value that is named so among all; none where the statement does not use it.</summary>
    public int? PlaceOf(string name) => named.TryGetValue(name, out var place) ? place : null;
}
