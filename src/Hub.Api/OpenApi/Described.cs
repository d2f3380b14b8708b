using System.Text.RegularExpressions;
using Hub.Api.Http;
using Hub.Api.Interactions;
using Microsoft.OpenApi;

namespace Hub.Api.OpenApi;

/// <summary>One route for one type, in the words of OpenAPI.</summary>
internal sealed partial record Described(FhirRoute Route, string Type)
{
    private const string FhirType = "application/fhir+json";
    private const string PatchType = "application/json-patch+json";
    private const string FormType = "application/x-www-form-urlencoded";

    private static readonly string[] InPath = ["id", "vid", "member"];

    public string Address => $"{FhirRoutes.Base}/{Route.Path.Replace("{type}", Type, StringComparison.Ordinal)}".TrimEnd('/');

    private bool IsSearch => Route.Interaction == "search-type";

    public OpenApiOperation Operation(OpenApiDocument document) => new()
    {
        OperationId = $"{Route.Method.ToLowerInvariant()}{NotInNames().Replace(Address, "-")}",
        Summary = RouteWords.Summary(Route, Type),
        Tags = new HashSet<OpenApiTagReference> { new(Type, document) },
        Parameters = [.. PathParameters(), .. Headers(), .. SearchParameters()],
        RequestBody = Body(document),
        Responses = Responses(document),
        Security = Route.Public ? [] : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiPage.Scheme, document)] = [] }],
    };

    private IEnumerable<OpenApiParameter> PathParameters()
    {
        foreach (var name in InPath.Where(name => Route.Path.Contains($"{{{name}}}", StringComparison.Ordinal)))
        {
            yield return new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = Text() };
        }
    }

    private IEnumerable<OpenApiParameter> Headers()
        => RouteWords.Headers(Route).Select(header => new OpenApiParameter
        {
            Name = header.Name,
            In = ParameterLocation.Header,
            Description = header.Description,
            Schema = Text(),
        });

    private IEnumerable<OpenApiParameter> SearchParameters()
    {
        if (Route is { IsOperation: true, Takes: Takes.Nothing, Parameters: { } asked })
        {
            return asked.Select(name => new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = Text() });
        }

        if (!IsSearch || Route.Takes == Takes.Form)
        {
            return [];
        }

        var own = Searchable.Parameters(Type)
            .Select(parameter => (parameter.Code, Description: $"{parameter.Type} ({parameter.Url})".ToLowerInvariant()));
        return own.Concat(RouteWords.ResultParameters).Select(parameter => new OpenApiParameter
        {
            Name = parameter.Item1,
            In = ParameterLocation.Query,
            Description = parameter.Item2,
            Schema = Text(),
        });
    }

    private bool TakesFiles => Type == RawContent.Type && Route.Takes == Takes.Resource;

    private OpenApiRequestBody? Body(OpenApiDocument document) => Route.Takes switch
    {
        Takes.Nothing => null,
        Takes.Form => new OpenApiRequestBody
        {
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [FormType] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema> { ["_count"] = Text() },
                        AdditionalProperties = Text(),
                    },
                },
            },
        },
        Takes.Parameters => new OpenApiRequestBody { Content = Content(document, $"{Route.Interaction[1..]}-in") },
        Takes.Patch => new OpenApiRequestBody { Required = true, Content = Content(document, "json-patch", PatchType) },
        _ => new OpenApiRequestBody { Required = true, Content = TakesFiles ? WithFiles(document) : WithProfiles(document) },
    };

    private OpenApiResponses Responses(OpenApiDocument document)
    {
        var good = RouteWords.Status(Route);
        return new OpenApiResponses
        {
            [good] = new OpenApiResponse { Description = RouteWords.Answer(Route), Content = good == "204" || Route.OwnFormat ? null : Content(document, ExampleName) },
            ["default"] = new OpenApiResponse
            {
                Description = "Refused: an OperationOutcome with every issue found (specs/problems.md)",
                Content = Content(document, "OperationOutcome"),
            },
        };
    }

    private Dictionary<string, OpenApiMediaType> WithFiles(OpenApiDocument document)
    {
        var content = Content(document, BodyExample);
        content["*/*"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
        return content;
    }

    /// <summary>With the examples of the hub's profiles for that type; those that are refused are for $validate.</summary>
    private Dictionary<string, OpenApiMediaType> WithProfiles(OpenApiDocument document)
    {
        var content = Content(document, BodyExample);
        foreach (var example in ProfileExamples.All.Where(example => example.Type == Type && (example.IsValid || Route.Interaction == "$validate")))
        {
            (content[FhirType].Examples ??= new Dictionary<string, IOpenApiExample>())[example.Name] = new OpenApiExampleReference(example.Name, document);
        }

        return content;
    }

    private string BodyExample => Route.Path switch
    {
        "" => "transaction",
        "$validate" => "Patient",
        _ => Type,
    };

    private string ExampleName => Route.Interaction switch
    {
        "search-type" or "search-system" or "search-compartment" or "$everything" => "searchset",
        "history-instance" or "history-type" or "history-system" => "history",
        "transaction" => "transaction-response",
        "capabilities" => "CapabilityStatement",
        "$validate" or "$export" or "async" => "OperationOutcome",
        _ when Route.IsOperation => Route.Interaction[1..],
        _ => Type,
    };

    private static Dictionary<string, OpenApiMediaType> Content(OpenApiDocument document, string example, string type = FhirType) => new()
    {
        [type] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema { Type = JsonSchemaType.Object },
            Examples = Examples.All.ContainsKey(example)
                ? new Dictionary<string, IOpenApiExample> { [example] = new OpenApiExampleReference(example, document) }
                : null,
        },
    };

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotInNames();

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
