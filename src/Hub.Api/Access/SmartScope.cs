namespace Hub.Api.Access;

/// <summary>The five letters of a SMART v2 scope: create, read, update, delete, search.</summary>
[Flags]
public enum ScopeActions
{
    None = 0,
    Create = 1,
    Read = 2,
    Update = 4,
    Delete = 8,
    Search = 16,
    All = Create | Read | Update | Delete | Search,
}

/// <summary>One scope: context (system or user), type ("*" for every type) and letters.</summary>
public sealed record SmartScope(string Context, string Type, ScopeActions Actions)
{
    private const string Letters = "cruds";

    public bool Covers(string type) => Type == "*" || Type == type;

    public override string ToString() => $"{Context}/{Type}.{Text(Actions)}";

    public static string Text(ScopeActions actions) =>
        string.Concat(Letters.Where((_, bit) => actions.HasFlag((ScopeActions)(1 << bit))));

    /// <summary>Letters in the order of "cruds", each at most once; the v1 words read, write and * count as rs, cud and cruds.</summary>
    public static ScopeActions? ParseActions(string text) => text switch
    {
        "read" => ScopeActions.Read | ScopeActions.Search,
        "write" => ScopeActions.Create | ScopeActions.Update | ScopeActions.Delete,
        "*" => ScopeActions.All,
        _ => FromLetters(text),
    };

    private static ScopeActions? FromLetters(string text)
    {
        var actions = ScopeActions.None;
        var last = -1;
        foreach (var letter in text)
        {
            var bit = Letters.IndexOf(letter, StringComparison.Ordinal);
            if (bit <= last)
            {
                return null;
            }

            actions |= (ScopeActions)(1 << bit);
            last = bit;
        }

        return actions == ScopeActions.None ? null : actions;
    }
}
