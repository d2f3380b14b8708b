using Hub.Fhir.Json;

namespace Hub.Fhir.Terminology;

/// <summary>Lists a value set from its compose (http://hl7.org/fhir/R4/valueset.html#compositions): whole systems, listed codes, other value sets, less what is excluded.</summary>
internal sealed class ValueSetReader(TerminologyReader held)
{
    /// <summary>Null when it cannot be listed whole: it filters, or draws from what is not held.</summary>
    public ValueSet? Read(JsonValue resource)
    {
        var concepts = new List<SystemConcept>();
        var excluded = new List<SystemConcept>();
        if (!resource["url"u8].Exists || !AddAll(resource["compose"u8]["include"u8], concepts) || !AddAll(resource["compose"u8]["exclude"u8], excluded))
        {
            return null;
        }

        var without = excluded.Select(concept => (concept.System, concept.Code)).ToHashSet();
        var title = resource["title"u8] is { Exists: true } said ? said : resource["name"u8];
        var version = resource["version"u8] is { Exists: true } number ? number.Text : null;
        return new ValueSet(
            resource["url"u8].Text, title.Text, version, concepts.Distinct().Where(concept => !without.Contains((concept.System, concept.Code))).ToList());
    }

    private bool AddAll(JsonValue parts, List<SystemConcept> concepts)
    {
        foreach (var part in parts.Items)
        {
            if (part["filter"u8].Exists || List(part) is not { } listed)
            {
                return false;
            }

            concepts.AddRange(listed);
        }

        return true;
    }

    /// <summary>What is in the system and in each of the value sets that one part names.</summary>
    private List<SystemConcept>? List(JsonValue part)
    {
        var found = part["system"u8].Exists ? OfSystem(part) : null;
        if (part["system"u8].Exists && found is null)
        {
            return null;
        }

        foreach (var url in part["valueSet"u8].Items)
        {
            if (!held.ValueSets.TryGetValue(url.Text.Split('|')[0], out var other))
            {
                return null;
            }

            found = found is null ? [.. other.Concepts] : found.Where(concept => other.Contains(concept.System, concept.Code)).ToList();
        }

        return found ?? [];
    }

    private List<SystemConcept>? OfSystem(JsonValue part)
    {
        var url = part["system"u8].Text;
        var system = held.CodeSystems.GetValueOrDefault(url);
        if (!part["concept"u8].Exists)
        {
            return system is { IsComplete: true } ? system.Concepts.Select(concept => new SystemConcept(url, concept.Code, concept.Display)).ToList() : null;
        }

        var listed = new List<SystemConcept>();
        foreach (var concept in part["concept"u8].Items)
        {
            var code = concept["code"u8].Text;
            var display = concept["display"u8] is { Exists: true } said ? said.Text : system?.Find(code)?.Display ?? code;
            listed.Add(new SystemConcept(url, code, display));
        }

        return listed;
    }
}
