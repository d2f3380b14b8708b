using System.Collections.Concurrent;

namespace Hub.Api.Store;

/// <summary>
/// Interned codes, systems and search parameters. What is committed is remembered up to a bound; what a group of writes adds
/// is known to that group alone until its commit.
/// </summary>
internal sealed class Names
{
    private const int Limit = 200_000;
    private readonly ConcurrentDictionary<string, long> names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Type, string Code), int> parameters = new();
    private int count;
    private volatile bool read;

    public bool TryName(string text, out long id) => names.TryGetValue(text, out id);

    public bool TryParameter(string type, string code, out int id) => parameters.TryGetValue((type, code), out id);

    /// <summary>
    /// Remembers the search parameters that a session outside of any work knows: what a group of writes has added may be taken back. One
    /// that another node adds later is looked up.
    /// </summary>
    public void ReadParameters(Session session)
    {
        if (!read)
        {
            session.All("SELECT type, code, id FROM parameter", row => (Type: row.GetString(0), Code: row.GetString(1), Id: row.GetInt32(2)))
                .ForEach(known => Remember(known.Type, known.Code, known.Id));
            read = true;
        }
    }

    public void Remember(string text, long id)
    {
        if (names.TryAdd(text, id) && Interlocked.Increment(ref count) >= Limit)
        {
            names.Clear();
            Interlocked.Exchange(ref count, 0);
        }
    }

    /// <summary>Types and codes come from the definitions, so their number is bounded by itself.</summary>
    public void Remember(string type, string code, int id) => parameters[(type, code)] = id;
}
