using System.Globalization;
using Hub.Fhir.Definitions;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Search;

/// <summary>Reads all parameters of a search: conditions, and those that shape the answer.</summary>
internal sealed class QueryReader(string? type, bool lenient, ICollection<Issue> issues, string? baseUrl)
{
    private static readonly HashSet<string> ForTheAnswer = ["_format", "_pretty"];

    private readonly List<SearchFilter> filters = [];
    private readonly List<SortKey> sort = [];
    private readonly List<Include> includes = [];
    private readonly List<Include> revIncludes = [];
    private readonly List<string> elements = [];
    private readonly List<KeyValuePair<string, string>> understood = [];
    private int? count;
    private TotalMode total;
    private SummaryMode summary;
    private string? cursor;

    public SearchQuery Read(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            if (understood.Count >= SearchLimits.Parameters)
            {
                issues.Add(Issue.Error(Problems.TooCostly, $"A search takes at most {SearchLimits.Parameters} parameters."));
                break;
            }

            if (!ForTheAnswer.Contains(name))
            {
                Take(name, value);
            }
        }

        return new SearchQuery(understood, baseUrl)
        {
            Type = type,
            Filters = filters,
            Sort = sort,
            Count = count,
            Total = total,
            Summary = summary,
            Elements = elements,
            Includes = includes,
            RevIncludes = revIncludes,
            Cursor = cursor,
        };
    }

    private void Take(string name, string value)
    {
        var refusal = NotText(name, value) ?? Result(name, value) ?? Condition(name, value);
        if (refusal == Accepted)
        {
            understood.Add(new(name, value));
        }
        else
        {
            var severity = lenient && refusal.IsUnknown ? Severity.Warning : Severity.Error;
            issues.Add(new Issue(severity, refusal.Problem, refusal.Text));
        }
    }

    /// <summary>No FHIR string holds it (https://hl7.org/fhir/R4/datatypes.html#string), and not every database takes it.</summary>
    private static SearchRefusal? NotText(string name, string value)
        => name.Contains('\0') || value.Contains('\0') ? SearchRefusal.Invalid(name.Replace("\0", "", StringComparison.Ordinal), null, "it holds the character U+0000") : null;

    private static SearchRefusal Accepted { get; } = new(Problems.UnknownParameter, "");

    private SearchRefusal Condition(string name, string value)
    {
        var reader = new FilterReader(baseUrl);
        if (reader.Read(type, name, value) is not { } filter)
        {
            return reader.Refusal ?? SearchRefusal.Unknown(name, "there is no such parameter");
        }

        filters.Add(filter);
        return Accepted;
    }

    /// <summary>Null when the name is none of the parameters that shape the answer.</summary>
    private SearchRefusal? Result(string name, string value) => name switch
    {
        "_sort" => Sort(value),
        "_count" => Count(value),
        "_total" => Total(value),
        "_summary" => Summary(value),
        "_elements" => Elements(value),
        "_cursor" => Cursor(value),
        "_type" when type is null => Types(value),
        "_text" or "_content" => SearchRefusal.Unsupported(name, "the hub keeps no full-text index of what people wrote; search by the parameters of the type"),
        "_include" => Include(name, value, includes, false),
        "_include:iterate" or "_include:recurse" => Include(name, value, includes, true),
        "_revinclude" => Include(name, value, revIncludes, false),
        "_revinclude:iterate" or "_revinclude:recurse" => Include(name, value, revIncludes, true),
        _ => null,
    };

    private SearchRefusal Sort(string value)
    {
        foreach (var key in value.Split(','))
        {
            var descending = key.StartsWith('-');
            var code = descending ? key[1..] : key;
            if (SearchParameters.Find(type, code) is not { Type: not SearchParameterType.Composite and not SearchParameterType.Special })
            {
                return SearchRefusal.Invalid("_sort", key, "it is not a parameter that can be sorted by");
            }

            if (sort.Count >= SearchLimits.SortKeys)
            {
                return SearchRefusal.Costly("_sort", $"at most {SearchLimits.SortKeys} keys can be given");
            }

            sort.Add(new SortKey(code, descending));
        }

        return Accepted;
    }

    private SearchRefusal Count(string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return SearchRefusal.Invalid("_count", value, "it is a whole number, 0 or more");
        }

        // R4: _count=0 asks for the count alone.
        count = number;
        summary = number == 0 ? SummaryMode.Count : summary;
        return Accepted;
    }

    private SearchRefusal Total(string value) => Named("_total", value, out total);

    private SearchRefusal Summary(string value) => Named("_summary", value, out summary);

    private static SearchRefusal Named<T>(string name, string value, out T found)
        where T : struct, Enum
    {
        found = default;
        return value.All(char.IsAsciiLetterLower) && Enum.TryParse(value, true, out found) ? Accepted : SearchRefusal.Invalid(name, value, $"it can be {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    private SearchRefusal Elements(string value)
    {
        foreach (var name in value.Split(','))
        {
            if (name.Length == 0 || (type is not null && DefinitionSet.R4.Type(type)?.Element(name) is null))
            {
                return SearchRefusal.Invalid("_elements", name, $"{type} has no such element");
            }

            elements.Add(name);
        }

        return Accepted;
    }

    private SearchRefusal Types(string value)
    {
        var names = value.Split(',');
        if (names.FirstOrDefault(name => !HubTypes.Stored.Contains(name)) is { } unknown)
        {
            return SearchRefusal.Invalid("_type", unknown, "the hub keeps no such type");
        }

        filters.Add(new TypesFilter(names));
        return Accepted;
    }

    private SearchRefusal Cursor(string value)
    {
        cursor = value.Length is > 0 and <= SearchLimits.ValueLength ? value : null;
        return cursor is null ? SearchRefusal.Invalid("_cursor", value, "take it from the next link of an answer") : Accepted;
    }

    private static SearchRefusal Include(string name, string value, List<Include> list, bool iterate)
    {
        if (list.Count >= SearchLimits.Includes)
        {
            return SearchRefusal.Costly(name, $"at most {SearchLimits.Includes} can be given");
        }

        if (IncludeReader.Read(value, iterate, out var why) is not { } include)
        {
            return SearchRefusal.Invalid(name, value, why!);
        }

        list.Add(include);
        return Accepted;
    }
}
