using Hub.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Hub.Api.OpenApi;

/// <summary>Writes the table of routes into the document, once for every type the hub keeps.</summary>
internal sealed class FhirPaths : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Components ??= new OpenApiComponents();
        swaggerDoc.Components.Examples ??= new Dictionary<string, IOpenApiExample>();
        foreach (var (name, value) in Examples.All)
        {
            swaggerDoc.Components.Examples[name] = new OpenApiExample { Summary = name, Value = value.DeepClone() };
        }

        foreach (var example in ProfileExamples.All)
        {
            var summary = example.IsValid ? example.Name : $"{example.Name} (refused)";
            swaggerDoc.Components.Examples[example.Name] = new OpenApiExample { Summary = summary, Value = example.Value.DeepClone() };
        }

        foreach (var route in FhirRoutes.Table.Where(route => route.OnlyType is null && !route.Path.StartsWith("{type}", StringComparison.Ordinal)))
        {
            Add(swaggerDoc, new Described(route, "Hub"));
        }

        foreach (var type in FhirRoutes.Types.Order(StringComparer.Ordinal))
        {
            foreach (var route in FhirRoutes.For(type))
            {
                Add(swaggerDoc, new Described(route, type));
            }
        }
    }

    private static void Add(OpenApiDocument document, Described described)
    {
        var path = described.Address;
        if (!document.Paths.TryGetValue(path, out var item))
        {
            document.Paths[path] = item = new OpenApiPathItem { Operations = [] };
        }

        item.Operations![new HttpMethod(described.Route.Method)] = described.Operation(document);
    }
}
