using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Validation;

namespace Hub.Api.Tests.Interactions;

public sealed class CapabilitiesTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task The_statement_is_valid_by_our_own_validator()
    {
        var reply = await hub.Anyone().Get("metadata");
        var issues = new List<Issue>();

        var valid = Validator.R4.Validate(JsonText.Of(System.Text.Encoding.UTF8.GetBytes(reply.Text)), issues);

        Assert.True(valid is not null, string.Join('\n', issues));
    }

    [Fact]
    public async Task Every_stored_type_is_listed_once()
    {
        var metadata = await online.Get("metadata");

        var types = metadata.Json["rest"]![0]!["resource"]!.AsArray().Select(resource => resource!["type"]!.GetValue<string>());
        string[] notKept = ["CodeSystem", "ConceptMap", "OperationDefinition", "ValueSet"];
        Assert.Equal(HubTypes.Stored.Concat(notKept).Order(), types.Order());
    }

    [Fact]
    public async Task Every_search_parameter_claimed_is_answered()
    {
        var metadata = await online.Get("metadata");
        var refused = new List<string>();
        foreach (var resource in metadata.Json["rest"]![0]!["resource"]!.AsArray())
        {
            var type = resource!["type"]!.GetValue<string>();
            foreach (var parameter in resource["searchParam"]?.AsArray() ?? [])
            {
                var search = $"{type}?{parameter!["name"]}={Value(type, parameter["name"]!.GetValue<string>())}&_count=1";
                var reply = await online.Get(search);
                if (reply.Status != 200)
                {
                    refused.Add($"{search}: {reply.Text}");
                }
            }
        }

        Assert.True(refused.Count == 0, string.Join("\n", refused));
    }

    [Fact]
    public async Task Every_include_claimed_is_answered()
    {
        var metadata = await online.Get("metadata");
        foreach (var resource in metadata.Json["rest"]![0]!["resource"]!.AsArray())
        {
            foreach (var include in resource!["searchInclude"]?.AsArray() ?? [])
            {
                var reply = await online.Get($"{resource["type"]}?_include={include}&_count=1");
                Assert.True(reply.Status == 200, $"{include}: {reply.Text}");
            }
        }
    }

    private static string Value(string type, string code)
    {
        var parameter = SearchParameters.Find(type, code)!;
        return parameter.Type == SearchParameterType.Composite
            ? string.Join('$', parameter.Components.Select(component => Value(SearchParameters.At(component.Definition)!.Type)))
            : Value(parameter.Type);
    }

    private static string Value(SearchParameterType type) => type switch
    {
        SearchParameterType.Date => "2026",
        SearchParameterType.Number or SearchParameterType.Quantity => "1",
        SearchParameterType.Uri => "https://a.example",
        _ => "x",
    };
}
