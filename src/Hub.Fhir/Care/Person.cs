using Hub.Fhir.Json;

namespace Hub.Fhir.Care;

/// <summary>A young person: a Patient, who may be known by an alias alone.</summary>
public readonly record struct Person(JsonValue Root)
{
    public string? Id => Root["id"].TextOf();

    public string? Alias => Identifier(Canonicals.Alias);

    public string? NhsNumber => Identifier(Canonicals.NhsNumber);

    /// <summary>As given: a year, a year and month, or a day.</summary>
    public string? BirthDate => Root["birthDate"].TextOf();

    public string? SafeContact => Root.Extension(CareExtensions.SafeContact)["valueString"].TextOf();

    /// <summary>True when nothing in the record says who this is: no name and no identifier but the alias.</summary>
    public bool IsAnonymous => Root["name"].Count == 0 && Root["telecom"].Count == 0 && NhsNumber is null && Alias is not null;

    /// <summary>What the young person is called: the usual name, else the first name given, else the alias.</summary>
    public string? DisplayName
    {
        get
        {
            JsonValue chosen = default;
            foreach (var name in Root["name"].Items)
            {
                chosen = !chosen.Exists || name["use"].TextOf() == "usual" ? name : chosen;
            }

            return chosen.Exists ? Words(chosen) : Alias;
        }
    }

    private static string Words(JsonValue name)
    {
        if (name["text"].TextOf() is { } text)
        {
            return text;
        }

        var words = new List<string>();
        foreach (var given in name["given"].Items)
        {
            words.Add(given.Text);
        }

        if (name["family"].TextOf() is { } family)
        {
            words.Add(family);
        }

        return string.Join(' ', words);
    }

    private string? Identifier(string system)
    {
        foreach (var identifier in Root["identifier"].Items)
        {
            if (identifier["system"].TextOf() == system)
            {
                return identifier["value"].TextOf();
            }
        }

        return null;
    }
}
