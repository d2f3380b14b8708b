using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>
/// Extensions anywhere in a resource (http://hl7.org/fhir/R4/extensibility.html): by their definition where it is held, and
/// whether they may stand where they do. Of others it is told that nothing was checked.
/// </summary>
internal sealed class ExtensionCheck(ProfileCheck check)
{
    private readonly EvaluationContext context = new() { Profiles = check.Profiles, Check = check };

    public void Check(FhirElement resource)
    {
        if (MayHold(resource.Value))
        {
            Walk(resource, null, [resource.Type.Name]);
        }
    }

    private static bool MayHold(JsonValue value) => JsonText.MayMention(value.Raw, "xtension\":["u8);

    private void Walk(FhirElement owner, FhirElement? around, List<string> path)
    {
        foreach (var child in owner.Children())
        {
            var isThere = child.Type.Name == "Extension" || MayHold(child.Value) || MayHold(child.Sibling);
            if (!isThere || (child.Value.Kind != JsonKind.Object && !child.Sibling.Exists))
            {
                continue;
            }

            if (child.Type.Name == "Extension")
            {
                Extension(owner, around, child, path);
            }

            if (child.IsResource)
            {
                Walk(child, null, [child.Type.Name]);
            }
            else
            {
                path.Add(child.Member!.Element.ToString());
                Walk(child, owner, path);
                path.RemoveAt(path.Count - 1);
            }
        }
    }

    private void Extension(FhirElement owner, FhirElement? around, FhirElement extension, List<string> path)
    {
        var url = extension.Value["url"u8].Text;
        if (check.Profiles.Find(url) is { Type: "Extension" } definition)
        {
            if (check.IsFirstSight(extension))
            {
                check.Run(extension, definition);
            }

            if (definition.Contexts.Count > 0 && !definition.Contexts.Any(one => IsIn(one, owner, around, path)))
            {
                var places = string.Join(", ", definition.Contexts.Select(one => one.Expression));
                check.Findings.Error(Problems.ProfileFailed, $"{definition.Title}: this extension is for {places} and may not stand here.", extension);
            }
        }
        else if (url.Contains(':', StringComparison.Ordinal))
        {
            Unknown(extension, url);
        }
    }

    /// <summary>A name without a scheme is a part of the extension around it.</summary>
    private void Unknown(FhirElement extension, string url)
    {
        var isModifier = extension.Member!.Element.Name == "modifierExtension";
        if (url.StartsWith(R4Profiles.Base, StringComparison.Ordinal))
        {
            check.Findings.Add(Severity.Warning, Problems.UnknownProfile, "FHIR R4 has no extension of this url: nothing of it was checked.", extension, "url");
        }
        else
        {
            check.Findings.Add(
                isModifier ? Severity.Warning : Severity.Information, Problems.NotChecked, "The hub does not hold the definition of this extension: not checked.", extension, "url");
        }
    }

    /// <summary>Element is said of what may stand anywhere, resources included.</summary>
    private bool IsIn(ExtensionContext place, FhirElement owner, FhirElement? around, List<string> path) => place.Type switch
    {
        "element" => place.Expression == "Element" || owner.Type.Is(place.Expression) || place.Expression == string.Join('.', path)
            || (around is { } outer && outer.Type.Kind != TypeKind.Resource && place.Expression == $"{outer.Type.Name}.{path[^1]}"),
        "extension" => owner.Type.Name == "Extension" && owner.Value["url"u8].Text == place.Expression,
        "fhirpath" => Selects(place.Expression, owner),
        _ => true,
    };

    private bool Selects(string expression, FhirElement owner)
    {
        try
        {
            return FhirPathExpression.Compile(expression).Evaluate(owner.Resource, context).Any(found => found.IsElement && found.Element == owner);
        }
        catch (FhirPathException)
        {
            return true;
        }
    }
}
