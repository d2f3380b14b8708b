using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>resolve() into contained resources, the Bundle around, and the given resolver; and the keys of resources and references.</summary>
internal static class References
{
    public static readonly Function[] Table =
    [
        Function.Of("resolve", 0, Resolve),
        Function.Of("getResourceKey", 0, ResourceKey),
        Function.Of("getReferenceKey", 0, 1, ReferenceKey),
    ];

    private static void Resolve(in Call call, ValueList input, ValueList output)
    {
        for (var i = 0; i < input.Count; i++)
        {
            var item = input[i];
            var reference = Target(item);
            call.Context.Spend(1, call.Position);
            var found = reference is null ? default : Find(reference, item.Element, call);
            if (!found.Exists && call.Context.ResolvesToType)
            {
                found = EmptyResources.Of(item.IsElement ? item.Element.Value["type"u8].Text : "", reference ?? "");
            }

            if (found.Exists)
            {
                output.Add(found);
            }
        }
    }

    /// <summary>The text of a Reference, or of a uri or canonical; null when there is none.</summary>
    private static string? Target(in FhirPathValue item)
    {
        if (!item.IsElement)
        {
            return (item.Literal as SystemString)?.Value;
        }

        var value = item.Element.Value;
        var text = value.Kind == JsonKind.Object ? value["reference"u8] : value;
        return text.Kind == JsonKind.String ? text.Text : null;
    }

    private static FhirElement Find(string reference, FhirElement from, in Call call)
    {
        var origin = from.Exists ? from : call.Context.Focus;
        if (reference.StartsWith('#'))
        {
            return Contained(reference[1..], origin.RootResource);
        }

        var inBundle = BundleEntries.Find(reference, origin);
        return inBundle.Exists || call.Context.Resolver is not { } resolver ? inBundle : resolver(reference);
    }

    /// <summary>The resource of that id in the container, which is itself the one without an id; does not exist when there is none.</summary>
    public static FhirElement Contained(string id, FhirElement container)
    {
        if (id.Length == 0)
        {
            return container;
        }

        foreach (var resource in container.Children("contained"))
        {
            if (resource.Value["id"u8].Text == id)
            {
                return resource;
            }
        }

        return default;
    }

    private static void ResourceKey(in Call call, ValueList input, ValueList output)
    {
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].IsElement && input[i].Element.IsResource && input[i].Element.Value["id"u8] is { Exists: true } id)
            {
                output.Add($"{input[i].Element.Type.Name}/{id.Text}");
            }
        }
    }

    private static void ReferenceKey(in Call call, ValueList input, ValueList output)
    {
        var type = call.Count == 0 ? null : call.Arguments[0].AsTypeName() ?? throw call.Error("The name of a type is expected");
        for (var i = 0; i < input.Count; i++)
        {
            if (Target(input[i]) is { } reference && (type is null || reference.StartsWith(type + "/", StringComparison.Ordinal)))
            {
                output.Add(reference);
            }
        }
    }
}
