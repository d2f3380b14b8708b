namespace Hub.Api.Store;

/// <summary>Gives codes, systems and search parameters their numbers during one group of writes.</summary>
internal sealed class Interning(Session session, Names names)
{
    private readonly Dictionary<string, long> fresh = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, string Code), int> freshParameters = [];
    private readonly List<string> added = [];
    private readonly List<(string Type, string Code)> addedParameters = [];

    public (int Names, int Parameters) Mark => (added.Count, addedParameters.Count);

    /// <summary>0 stands for none.</summary>
    public long Name(string? text, ref Clock clock)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        text = IndexText.Key(text);
        if (names.TryName(text, out var id) || fresh.TryGetValue(text, out id))
        {
            return id;
        }

        id = session.First("SELECT id FROM name WHERE text = @p0", row => row.GetInt64(0), text);
        if (id == 0)
        {
            id = ++clock.Name;
            session.Execute("INSERT INTO name (id, text) VALUES (@p0, @p1)", id, text);
        }

        fresh[text] = id;
        added.Add(text);
        return id;
    }

    public int Parameter(string type, string code, ref Clock clock)
    {
        var key = (type, code);
        if (names.TryParameter(type, code, out var id) || freshParameters.TryGetValue(key, out id))
        {
            return id;
        }

        id = session.First("SELECT id FROM parameter WHERE type = @p0 AND code = @p1", row => row.GetInt32(0), type, code);
        if (id == 0)
        {
            id = ++clock.Parameter;
            session.Execute("INSERT INTO parameter (id, type, code) VALUES (@p0, @p1, @p2)", id, type, code);
        }

        freshParameters[key] = id;
        addedParameters.Add(key);
        return id;
    }

    /// <summary>Forgets what was added since the mark, whose rows were rolled back.</summary>
    public void Undo((int Names, int Parameters) mark)
    {
        added[mark.Names..].ForEach(text => fresh.Remove(text));
        added.RemoveRange(mark.Names, added.Count - mark.Names);
        addedParameters[mark.Parameters..].ForEach(key => freshParameters.Remove(key));
        addedParameters.RemoveRange(mark.Parameters, addedParameters.Count - mark.Parameters);
    }

    /// <summary>After the commit: what was added is now true for everybody.</summary>
    public void Publish()
    {
        foreach (var (text, id) in fresh)
        {
            names.Remember(text, id);
        }

        foreach (var (key, id) in freshParameters)
        {
            names.Remember(key.Type, key.Code, id);
        }
    }
}
