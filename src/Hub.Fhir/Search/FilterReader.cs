using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search;

/// <summary>
/// Reads one condition: [code](:[modifier])=[values], [code](:[type]).[chain]=[values] or _has:[type]:[reference]:[rest]=[values].
/// Says in <see cref="Refusal"/> why it cannot.
/// </summary>
internal sealed class FilterReader(string? baseUrl)
{
    private int targets;

    public SearchRefusal? Refusal { get; private set; }

    public SearchFilter? Read(string? type, string name, string value, int depth = 0)
    {
        if (depth > SearchLimits.ChainDepth)
        {
            return Refuse(SearchRefusal.Costly(name, $"a chain has at most {SearchLimits.ChainDepth} links"));
        }

        if (name.StartsWith("_has:", StringComparison.Ordinal))
        {
            return ReadHas(name, value, depth);
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? ReadPlain(type, name, value) : ReadChain(type, name[..dot], name[(dot + 1)..], value, depth);
    }

    private SearchFilter? ReadHas(string name, string value, int depth)
    {
        var parts = name.Split(':', 4);
        if (parts.Length < 4 || SearchParameters.Find(parts[1], parts[2]) is not { Type: SearchParameterType.Reference })
        {
            return Refuse(SearchRefusal.Unknown(name, "write _has:[type]:[reference parameter of that type]:[parameter of that type]"));
        }

        return Read(parts[1], parts[3], value, depth + 1) is { } filter ? new HasFilter(parts[1], parts[2], filter) : null;
    }

    private SearchFilter? ReadChain(string? type, string head, string rest, string value, int depth)
    {
        var (code, only) = Cut(head);
        if (SearchParameters.Find(type, code) is not { Type: SearchParameterType.Reference } parameter)
        {
            return Refuse(SearchRefusal.Unknown(head, $"{type ?? "a search over all types"} has no reference parameter of this name"));
        }

        if (only is not null && !parameter.Targets.Contains(only))
        {
            return Refuse(SearchRefusal.Unknown(head, $"{code} does not refer to {only}"));
        }

        var found = new List<ChainTarget>();
        foreach (var target in only is null ? parameter.Targets.Intersect(HubTypes.Stored) : [only])
        {
            if (++targets > SearchLimits.ChainTargets)
            {
                return Refuse(SearchRefusal.Costly(head, "the chain leads to too many types; name the type, as in subject:Patient.name"));
            }

            if (Read(target, rest, value, depth + 1) is { } filter)
            {
                found.Add(new ChainTarget(target, filter));
            }
        }

        return ChainOf(code, found);
    }

    // A parameter that some of the possible types lack narrows the chain to the others.
    private ChainFilter? ChainOf(string code, List<ChainTarget> found)
    {
        if (found.Count == 0 || Refusal is { IsUnknown: false })
        {
            return null;
        }

        Refusal = null;
        return new ChainFilter(code, found);
    }

    private SearchFilter? ReadPlain(string? type, string name, string value)
    {
        var (code, suffix) = Cut(name);
        if (SearchParameters.Find(type, code) is not { } parameter)
        {
            return Refuse(SearchRefusal.Unknown(name, $"{type ?? "a search over all types"} has no such parameter"));
        }

        var modifier = Modifiers.Read(suffix);
        if (modifier == Modifier.Type && parameter.Type == SearchParameterType.Reference && !parameter.Targets.Contains(suffix!))
        {
            return Refuse(SearchRefusal.Invalid(name, null, $"{code} does not refer to {suffix}"));
        }

        if (modifier is null || !Modifiers.Fits(modifier.Value, parameter.Type))
        {
            return Refuse(SearchRefusal.Invalid(name, null, $"a {parameter.Type.ToString().ToLowerInvariant()} parameter has no modifier :{suffix}"));
        }

        if (parameter.Type == SearchParameterType.Token && modifier is Modifier.Below or Modifier.Above)
        {
            return Refuse(SearchRefusal.Unsupported(name, "the hub holds no hierarchies of codes; name each code, or a value set with :in"));
        }

        return modifier == Modifier.Missing
            ? ReadMissing(name, code, value)
            : new OperandReader(type, parameter, modifier.Value, suffix, baseUrl).Read(name, value, Refuse);
    }

    private SearchFilter? ReadMissing(string name, string code, string value) => value switch
    {
        "true" => new MissingFilter(code, true),
        "false" => new MissingFilter(code, false),
        _ => Refuse(SearchRefusal.Invalid(name, value, "it can be true or false")),
    };

    private static (string Code, string? Suffix) Cut(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (name, null) : (name[..colon], name[(colon + 1)..]);
    }

    private SearchFilter? Refuse(SearchRefusal refusal)
    {
        Refusal = refusal;
        return null;
    }
}
