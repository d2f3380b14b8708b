using System.Globalization;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>Reads one ElementDefinition (http://hl7.org/fhir/R4/elementdefinition.html) of a profile.</summary>
internal static class ProfileElementReader
{
    private const string RegexExtension = "http://hl7.org/fhir/StructureDefinition/regex";
    private const string AdditionalBinding = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.binding.additional";

    public static ProfileElement Read(JsonValue element, string profile) => new()
    {
        Name = NameOf(element["path"u8].Text),
        Path = element["path"u8].Text,
        SliceName = Optional(element["sliceName"u8]),
        Min = Number(element["min"u8]) ?? 0,
        Max = Optional(element["max"u8]) is { } max ? (max == "*" ? int.MaxValue : Number(element["max"u8])) : null,
        Short = element["short"u8].Text,
        Types = Types(element["type"u8]),
        Fixed = Typed(element, "fixed"),
        Pattern = Typed(element, "pattern"),
        MinValue = Typed(element, "minValue"),
        MaxValue = Typed(element, "maxValue"),
        MaxLength = Number(element["maxLength"u8]),
        Regex = RegexOf(element),
        Bindings = Bindings(element["binding"u8]),
        Invariants = Invariants(element["constraint"u8], profile),
        Slicing = SlicingOf(element["slicing"u8]),
        ContentReference = Optional(element["contentReference"u8]),
    };

    public static string NameOf(string path) => path[(path.LastIndexOf('.') + 1)..].Replace("[x]", "", StringComparison.Ordinal);

    private static List<ProfileType> Types(JsonValue types)
    {
        var read = new List<ProfileType>();
        foreach (var type in types.Items)
        {
            read.Add(new(type["code"u8].Text, Strings(type["profile"u8]), Strings(type["targetProfile"u8]), Strings(type["aggregation"u8])));
        }

        return read;
    }

    private static TypedValue? Typed(JsonValue element, string prefix)
    {
        foreach (var property in element.Properties)
        {
            var name = property.Name;
            if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && char.IsAsciiLetterUpper(name[prefix.Length]))
            {
                var type = name[prefix.Length..];
                return new TypedValue(property.Value, DefinitionSet.R4.Type(type) is null ? char.ToLowerInvariant(type[0]) + type[1..] : type);
            }
        }

        return null;
    }

    private static string? RegexOf(JsonValue element)
    {
        foreach (var type in element["type"u8].Items)
        {
            if (Extension(type, RegexExtension)["valueString"u8] is { Exists: true } ofType)
            {
                return ofType.Text;
            }
        }

        return Optional(Extension(element, RegexExtension)["valueString"u8]);
    }

    private static List<ProfileBinding> Bindings(JsonValue binding)
    {
        var bindings = new List<ProfileBinding>();
        if (binding["valueSet"u8] is { Exists: true } valueSet && Enum.TryParse<BindingStrength>(binding["strength"u8].Text, ignoreCase: true, out var strength))
        {
            bindings.Add(new(strength, valueSet.Text));
        }

        foreach (var extension in binding["extension"u8].Items)
        {
            if (extension["url"u8].Text == AdditionalBinding && Extension(extension, "purpose")["valueCode"u8].TextEquals("required"u8))
            {
                bindings.Add(new(BindingStrength.Required, Extension(extension, "valueSet")["valueCanonical"u8].Text));
            }
        }

        return bindings;
    }

    /// <summary>Invariants of the R4 types themselves are held at the door already.</summary>
    private static List<Invariant> Invariants(JsonValue constraints, string profile)
    {
        var invariants = new List<Invariant>();
        foreach (var constraint in constraints.Items)
        {
            var source = constraint["source"u8] is { Exists: true } said ? said.Text : profile;
            var isOfType = source.StartsWith(R4Profiles.Base, StringComparison.Ordinal) && DefinitionSet.R4.Type(source[R4Profiles.Base.Length..]) is not null;
            if (!isOfType && constraint["expression"u8].Exists)
            {
                invariants.Add(new(constraint["key"u8].Text, constraint["severity"u8].Text, constraint["human"u8].Text, constraint["expression"u8].Text));
            }
        }

        return invariants;
    }

    private static Slicing? SlicingOf(JsonValue slicing)
    {
        if (!slicing.Exists)
        {
            return null;
        }

        var discriminators = new List<Discriminator>();
        foreach (var discriminator in slicing["discriminator"u8].Items)
        {
            discriminators.Add(new(discriminator["type"u8].Text, discriminator["path"u8].Text));
        }

        return new(discriminators, slicing["rules"u8].Text, slicing["ordered"u8].Kind == JsonKind.True);
    }

    private static JsonValue Extension(JsonValue parent, string url)
    {
        foreach (var extension in parent["extension"u8].Items)
        {
            if (extension["url"u8].Text == url)
            {
                return extension;
            }
        }

        return default;
    }

    private static List<string> Strings(JsonValue array)
    {
        var strings = new List<string>();
        foreach (var item in array.Items)
        {
            strings.Add(item.Text);
        }

        return strings;
    }

    private static string? Optional(JsonValue value) => value.Exists ? value.Text : null;

    private static int? Number(JsonValue value) =>
        int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
