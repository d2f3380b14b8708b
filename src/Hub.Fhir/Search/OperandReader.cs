using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search;

/// <summary>Reads the alternatives behind the equals sign as the operands of the parameter's type.</summary>
internal sealed class OperandReader(string? type, SearchParameter parameter, Modifier modifier, string? suffix, string? baseUrl)
{
    private static readonly char[] NoText = [' ', '\t'];

    private string code = parameter.Code;

    public SearchFilter? Read(string name, string value, Func<SearchRefusal, SearchFilter?> refuse)
    {
        var texts = SearchText.Split(value, ',');
        if (texts.Count > SearchLimits.Values)
        {
            return refuse(SearchRefusal.Costly(name, $"at most {SearchLimits.Values} alternatives can be given"));
        }

        foreach (var text in texts)
        {
            if (text.Length > SearchLimits.ValueLength)
            {
                return refuse(SearchRefusal.Costly(name, $"a value has at most {SearchLimits.ValueLength} characters"));
            }

            if (text.Trim(NoText).Length == 0)
            {
                return refuse(SearchRefusal.Invalid(name, text, "it is empty"));
            }
        }

        return modifier is Modifier.In or Modifier.NotIn
            ? Members(name, texts, refuse)
            : Filter(texts, out var bad, out var why) ?? refuse(SearchRefusal.Invalid(name, bad, why!));
    }

    /// <summary>The filter over one text; used for the components of a composite.</summary>
    public SearchFilter? One(string componentCode, string text, out string? why)
    {
        code = componentCode;
        return Filter([text], out _, out why);
    }

    private SearchFilter? Members(string name, List<string> valueSets, Func<SearchRefusal, SearchFilter?> refuse)
    {
        var operands = new List<TokenOperand>();
        foreach (var valueSet in valueSets.ConvertAll(SearchText.Unescape))
        {
            if (TokenSearch.Members(valueSet) is not { Count: > 0 } members)
            {
                return refuse(SearchRefusal.Unsupported(name, $"the hub does not hold the value set '{valueSet}'"));
            }

            operands.AddRange(members);
        }

        return operands.Count <= SearchLimits.Codes
            ? new TokenFilter(code, modifier, operands)
            : refuse(SearchRefusal.Costly(name, $"value sets with at most {SearchLimits.Codes} codes can be searched by"));
    }

    private SearchFilter? Filter(List<string> texts, out string? bad, out string? why)
    {
        switch (parameter.Type)
        {
            case SearchParameterType.Token:
                var fold = ParameterTypes.IgnoresCase(type, parameter);
                var operands = All(texts, Token, out bad, out why);
                return operands is null ? null : new TokenFilter(code, modifier, operands);
                TokenOperand? Token(string text, out string? reason) => TokenSearch.Read(text, modifier, fold, out reason);
            case SearchParameterType.String:
                return All(texts, StringSearch.Read, out bad, out why) is { } strings ? new StringFilter(code, modifier, strings) : null;
            case SearchParameterType.Date:
                return All(texts, DateSearch.Read, out bad, out why) is { } dates ? new DateFilter(code, modifier, dates) : null;
            case SearchParameterType.Number:
                return All(texts, NumberSearch.Read, out bad, out why) is { } numbers ? new NumberFilter(code, modifier, numbers) : null;
            case SearchParameterType.Quantity:
                return All(texts, QuantitySearch.Read, out bad, out why) is { } quantities ? new QuantityFilter(code, modifier, quantities) : null;
            case SearchParameterType.Uri:
                return All(texts, UriSearch.Read, out bad, out why) is { } uris ? new UriFilter(code, modifier, uris) : null;
            case SearchParameterType.Reference:
                return All(texts, Reference, out bad, out why) is { } references ? new ReferenceFilter(code, modifier, references) : null;
            case SearchParameterType.Composite:
                return All(texts, Composite, out bad, out why) is { } composites ? new CompositeFilter(code, composites) : null;
            default:
                (bad, why) = (texts[0], "the hub does not search by this parameter");
                return null;
        }
    }

    private delegate T? OperandOf<T>(string text, out string? why);

    private static List<T>? All<T>(List<string> texts, OperandOf<T> read, out string? bad, out string? why)
        where T : class
    {
        (bad, why) = (null, null);
        var operands = new List<T>(texts.Count);
        foreach (var text in texts)
        {
            if (read(text, out why) is not { } operand)
            {
                bad = text;
                return null;
            }

            operands.Add(operand);
        }

        return operands;
    }

    private ReferenceOperand? Reference(string text, out string? why)
    {
        var only = modifier == Modifier.Type ? suffix : parameter.Targets is [var single] ? single : null;
        var local = baseUrl is not null && text.StartsWith(baseUrl + "/", StringComparison.Ordinal) ? text[(baseUrl.Length + 1)..] : text;
        var operand = ReferenceSearch.Read(local, modifier, only, out why);
        if (operand?.Type is not null && modifier == Modifier.Type && operand.Type != suffix)
        {
            why = $"it is not a {suffix}";
            return null;
        }

        return operand;
    }

    private CompositeOperand? Composite(string text, out string? why)
    {
        var texts = SearchText.Split(text, '$');
        if (texts.Count != parameter.Components.Count)
        {
            why = $"it has {parameter.Components.Count} parts, with $ between them";
            return null;
        }

        var parts = new List<SearchFilter>();
        for (var i = 0; i < texts.Count; i++)
        {
            var component = SearchParameters.At(parameter.Components[i].Definition)!;
            if (new OperandReader(type, component, Modifier.None, null, baseUrl).One(component.Code, texts[i], out why) is not { } filter)
            {
                return null;
            }

            parts.Add(filter);
        }

        why = null;
        return new CompositeOperand(parts);
    }
}
