using System.Buffers;
using Hub.Fhir.Definitions;

namespace Hub.Fhir.Types;

/// <summary>The forms a literal reference takes (http://hl7.org/fhir/R4/references.html#literal).</summary>
public enum ReferenceKind
{
    /// <summary>Patient/1 on this server.</summary>
    Relative,

    /// <summary>http://server/fhir/Patient/1, or an address of another shape.</summary>
    Absolute,

    /// <summary>#p1, or # for the container.</summary>
    Contained,

    /// <summary>urn:uuid:… and urn:oid:…</summary>
    Urn,

    /// <summary>Patient?identifier=…: only inside transactions.</summary>
    Conditional,

    /// <summary>None of these.</summary>
    Invalid,
}

/// <summary>A literal reference, taken apart. Type and Id are null where the form has none; Base is the server of an absolute one.</summary>
public readonly record struct ResourceReference(ReferenceKind Kind, string Text, string? Type, string? Id, string? Version, string? Base)
{
    private static readonly SearchValues<char> Scheme = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+.-");

    public static ResourceReference Parse(string text)
    {
        var plain = new ResourceReference(ReferenceKind.Invalid, text, null, null, null, null);
        if (text.StartsWith('#'))
        {
            return plain with { Kind = ReferenceKind.Contained, Id = text.Length > 1 ? text[1..] : null };
        }

        if (text.StartsWith("urn:", StringComparison.Ordinal))
        {
            return plain with { Kind = ReferenceKind.Urn };
        }

        if (HasScheme(text))
        {
            return Absolute(plain, text);
        }

        var question = text.IndexOf('?', StringComparison.Ordinal);
        return question > 0 && IsType(text[..question])
            ? plain with { Kind = ReferenceKind.Conditional, Type = text[..question] }
            : Relative(plain, text.Split('/'));
    }

    private static ResourceReference Absolute(ResourceReference plain, string text)
    {
        var segments = text.Split('/');
        var version = segments.Length > 6 && segments[^2] == "_history" ? 2 : 0;
        var type = segments.Length - version - 2;
        if (type < 3 || !IsType(segments[type]) || !FhirId.IsId(segments[type + 1]))
        {
            return plain with { Kind = ReferenceKind.Absolute };
        }

        return Relative(plain, segments[type..]) with { Kind = ReferenceKind.Absolute, Base = string.Join('/', segments[..type]) };
    }

    private static ResourceReference Relative(ResourceReference plain, string[] segments)
    {
        var isVersioned = segments is [_, _, "_history", _];
        if ((segments.Length != 2 && !isVersioned) || !IsType(segments[0]) || !FhirId.IsId(segments[1]))
        {
            return plain;
        }

        return plain with { Kind = ReferenceKind.Relative, Type = segments[0], Id = segments[1], Version = isVersioned ? segments[3] : null };
    }

    /// <summary>http://…, but also the schemes without slashes, such as resource:0 of SMART Health Cards.</summary>
    private static bool HasScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && char.IsAsciiLetter(text[0]) && text.AsSpan(0, colon).IndexOfAnyExcept(Scheme) < 0;
    }

    private static bool IsType(string name) => DefinitionSet.R4.Type(name) is { Kind: TypeKind.Resource };
}
