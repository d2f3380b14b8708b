using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Hub.Fhir.Definitions;

namespace Hub.Api.Access;

/// <summary>What a token lets its bearer ask for: SMART App Launch 2, "Scopes for requesting FHIR resources". Nothing that is not named is allowed.</summary>
public sealed class SmartScopes
{
    private const int MostKnown = 1000;
    private static readonly string[] Contexts = ["system", "user"];
    private static readonly ConcurrentDictionary<string, SmartScopes> Known = new(StringComparer.Ordinal);

    private SmartScopes(IReadOnlyList<SmartScope> items) => Items = items;

    public static SmartScopes None { get; } = new([]);

    public IReadOnlyList<SmartScope> Items { get; }

    public bool Allows(string type, ScopeActions action) =>
        Items.Any(scope => scope.Covers(type) && (scope.Actions & action) == action);

    /// <summary>What is in both: a partner gets of what it asks for only what it is registered for.</summary>
    public SmartScopes Within(SmartScopes limit)
    {
        var both = from asked in Items
                   from allowed in limit.Items
                   where asked.Context == allowed.Context && (asked.Covers(allowed.Type) || allowed.Covers(asked.Type))
                   let actions = asked.Actions & allowed.Actions
                   where actions != ScopeActions.None
                   select new SmartScope(asked.Context, asked.Type == "*" ? allowed.Type : asked.Type, actions);
        return new SmartScopes(Merge(both));
    }

    /// <summary>Scopes out of a space-separated text; a word that is no scope of this hub is handed back in <paramref name="refused"/>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SmartScopes? scopes, [NotNullWhen(false)] out string? refused)
    {
        var items = new List<SmartScope>();
        foreach (var word in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ParseOne(word) is not { } scope)
            {
                scopes = null;
                refused = word;
                return false;
            }

            items.Add(scope);
        }

        scopes = new SmartScopes(Merge(items));
        refused = null;
        return true;
    }

    /// <summary>The scopes of a text that was checked before, such as a token's; the few there are are remembered.</summary>
    public static SmartScopes Parse(string text)
    {
        if (Known.TryGetValue(text, out var known))
        {
            return known;
        }

        var parsed = TryParse(text, out var scopes, out var refused) ? scopes : throw new FormatException($"'{refused}' is no scope.");
        return Known.Count < MostKnown ? Known[text] = parsed : parsed;
    }

    public override string ToString() => string.Join(' ', Items);

    /// <summary>A scope narrowed by a query (system/Task.rs?status=requested) is refused rather than taken as the wider one.</summary>
    private static SmartScope? ParseOne(string word)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        var dot = word.IndexOf('.', StringComparison.Ordinal);
        if (slash < 0 || dot < slash)
        {
            return null;
        }

        var (context, type) = (word[..slash], word[(slash + 1)..dot]);
        var known = Contexts.Contains(context) && (type == "*" || DefinitionSet.R4.ResourceTypes.Contains(type));
        return known && SmartScope.ParseActions(word[(dot + 1)..]) is { } actions ? new SmartScope(context, type, actions) : null;
    }

    private static List<SmartScope> Merge(IEnumerable<SmartScope> items) =>
        [.. from item in items
            group item.Actions by (item.Context, item.Type) into same
            select new SmartScope(same.Key.Context, same.Key.Type, same.Aggregate(ScopeActions.None, (all, one) => all | one))];
}
