using Hub.Fhir.Json;

namespace Hub.Fhir.Care;

/// <summary>How the views look into a resource: a code of one system, an extension's value, the agency of a reference.</summary>
public static class CareJson
{
    /// <summary>The text of a primitive, null when it is not there.</summary>
    public static string? TextOf(this JsonValue value) => value.Exists ? value.Text : null;

    /// <summary>The first extension of this element with that url; does not exist when there is none.</summary>
    public static JsonValue Extension(this JsonValue element, string url)
    {
        foreach (var extension in element["extension"].Items)
        {
            if (extension["url"].TextOf() == url)
            {
                return extension;
            }
        }

        return default;
    }

    public static IEnumerable<JsonValue> Extensions(this JsonValue element, string url)
    {
        foreach (var extension in element["extension"].Items)
        {
            if (extension["url"].TextOf() == url)
            {
                yield return extension;
            }
        }
    }

    /// <summary>The code of that system in a CodeableConcept, or in any of a list of them.</summary>
    public static string? CodeIn(this JsonValue concepts, string system)
    {
        foreach (var concept in concepts.Each())
        {
            foreach (var coding in concept["coding"].Items)
            {
                if (coding["system"].TextOf() == system)
                {
                    return coding["code"].TextOf();
                }
            }
        }

        return null;
    }

    /// <summary>The members of a list, or the thing itself where it is single.</summary>
    public static IEnumerable<JsonValue> Each(this JsonValue value)
    {
        if (value.Kind == JsonKind.Array)
        {
            foreach (var item in value.Items)
            {
                yield return item;
            }
        }
        else if (value.Exists)
        {
            yield return value;
        }
    }

    public static bool ClaimsProfile(this JsonValue resource, string name)
    {
        var canonical = Canonicals.Profile(name);
        foreach (var profile in resource["meta"]["profile"].Items)
        {
            var said = profile.Text;
            if (said == canonical || said.StartsWith(canonical + "|", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The literal reference of a Reference element.</summary>
    public static string? Reference(this JsonValue reference) => reference["reference"].TextOf();

    /// <summary>The id, when the reference is a relative one to that type: another server's Organization is nobody here.</summary>
    public static string? IdOf(this JsonValue reference, string type)
    {
        var text = reference.Reference();
        if (text is null || !text.StartsWith(type + "/", StringComparison.Ordinal))
        {
            return null;
        }

        var id = text[(type.Length + 1)..];
        var version = id.IndexOf("/_history/", StringComparison.Ordinal);
        id = version < 0 ? id : id[..version];
        return id.Contains('/') || id.Length == 0 ? null : id;
    }

    public static string? AgencyOf(this JsonValue reference) => reference.IdOf("Organization");

    /// <summary>Equal as sent: both absent, or the same bytes.</summary>
    public static bool SameAs(this JsonValue left, JsonValue right) =>
        left.Exists == right.Exists && (!left.Exists || left.Raw.SequenceEqual(right.Raw));
}
