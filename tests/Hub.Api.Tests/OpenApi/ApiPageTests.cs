using System.Text;
using System.Text.Json.Nodes;
using Hub.Api.Http;
using Hub.Api.Tests.Layout;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Api.Tests.OpenApi;

public sealed class ApiPageTests(HubHost hub) : IClassFixture<HubHost>
{
    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Repository.File("specs/examples"), "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.File("specs/examples"), file)).Where(file => !file.Contains("json-patch", StringComparison.Ordinal))];

    [Fact]
    public async Task The_page_is_open_to_all()
    {
        var page = await hub.Anyone().Get("/swagger/index.html");

        Assert.Equal(200, page.Status);
    }

    [Fact]
    public async Task Every_route_of_every_type_is_described()
    {
        var paths = (await Document())["paths"]!.AsObject();
        var expected = FhirRoutes.Types.SelectMany(type => FhirRoutes.For(type).Select(route => (Path: $"/fhir/{route.Path.Replace("{type}", type, StringComparison.Ordinal)}", route.Method)));

        Assert.All(expected, one => Assert.NotNull(paths[one.Path]?[one.Method.ToLowerInvariant()]));
        Assert.NotNull(paths["/fhir/metadata"]?["get"]);
        Assert.NotNull(paths["/fhir"]?["post"]);
        Assert.NotNull(paths["/oauth/token"]?["post"]);
    }

    [Fact]
    public async Task Every_body_taken_or_given_has_an_example_of_its_type()
    {
        var document = await Document();
        var missing = Operations(document)
            .SelectMany(operation => Contents(operation.Operation).Where(content => content?["examples"] is not JsonObject { Count: > 0 }).Select(_ => operation.Name));

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Every_example_of_a_profile_is_a_body_to_try()
    {
        var document = await Document();
        string[] Shown(string path, string method) =>
            [.. document["paths"]![path]![method]!["requestBody"]!["content"]!["application/fhir+json"]!["examples"]!.AsObject().Select(example => example.Key)];

        foreach (var (folder, path, method) in new[] { ("valid", "/fhir/{0}", "post"), ("valid", "/fhir/{0}/{{id}}", "put"), ("valid", "/fhir/{0}/$validate", "post"), ("invalid", "/fhir/{0}/$validate", "post") })
        {
            foreach (var file in Directory.GetFiles(Repository.File($"specs/profiles/examples/{folder}"), "*.json"))
            {
                var type = JsonNode.Parse(await File.ReadAllTextAsync(file))!["resourceType"]!.GetValue<string>();
                Assert.Contains(Path.GetFileNameWithoutExtension(file), Shown(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, type), method));
                Assert.NotNull(document["components"]!["examples"]![Path.GetFileNameWithoutExtension(file)]!["value"]);
            }
        }
    }

    [Fact]
    public async Task Every_call_but_the_capabilities_asks_for_the_token()
    {
        var document = await Document();

        Assert.All(Operations(document), operation => Assert.Equal(operation.Name != "get /fhir/metadata", operation.Operation["security"] is JsonArray { Count: > 0 }));
        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["token"]!["scheme"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_valid_by_our_own_validator(string file)
    {
        var issues = new List<Issue>();
        var text = JsonText.Of(Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Repository.File("specs/examples"), file))));

        var valid = Validator.R4.Validate(text, issues);

        Assert.True(valid is not null, string.Join('\n', issues));
    }

    private async Task<JsonNode> Document() => (await hub.Anyone().Get("/swagger/v1/swagger.json")).Json;

    private static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonNode document)
        => document["paths"]!.AsObject()
            .Where(path => path.Key.StartsWith("/fhir", StringComparison.Ordinal))
            .SelectMany(path => path.Value!.AsObject().Select(operation => ($"{operation.Key} {path.Key}", operation.Value!)));

    private static IEnumerable<JsonNode?> Contents(JsonNode operation)
    {
        var bodies = operation["responses"]!.AsObject().Select(response => response.Value).Append(operation["requestBody"]);
        return bodies.Select(body => body?["content"]?["application/fhir+json"] ?? body?["content"]?["application/json-patch+json"]).Where(content => content is not null);
    }
}
