using System.Text.Json.Nodes;

namespace Hub.Api.Tests.Conformance;

/// <summary>The CapabilityStatement of a running hub, read as any client would read it.</summary>
internal sealed record Statement(JsonNode Json)
{
    private JsonNode Rest => Json["rest"]![0]!;

    public IReadOnlyList<ClaimedType> Types => [.. Rest["resource"]!.AsArray().Select(type => new ClaimedType(type!))];

    public IReadOnlyList<string> Interactions => ClaimedType.Codes(Rest["interaction"], "code");

    public IReadOnlyList<ClaimedOperation> Operations => ClaimedType.OperationsOf(Rest, null);

    public IReadOnlyList<string> Formats => [.. Json["format"]!.AsArray().Select(format => format!.GetValue<string>())];

    public IReadOnlyList<string> PatchFormats => [.. Json["patchFormat"]!.AsArray().Select(format => format!.GetValue<string>())];

    public static async Task<Statement> Of(HubHost hub) => new((await hub.Anyone().Get("metadata")).Json);

    public ClaimedType Type(string name) => Types.Single(type => type.Name == name);
}

internal sealed record ClaimedType(JsonNode Json)
{
    public string Name => Json["type"]!.GetValue<string>();

    public IReadOnlyList<string> Interactions => Codes(Json["interaction"], "code");

    public IReadOnlyList<ClaimedParameter> Parameters => [.. (Json["searchParam"]?.AsArray() ?? []).Select(parameter => new ClaimedParameter(parameter!))];

    public IReadOnlyList<string> Includes => Texts("searchInclude");

    public IReadOnlyList<string> RevIncludes => Texts("searchRevInclude");

    public IReadOnlyList<ClaimedOperation> Operations => OperationsOf(Json, Name);

    public bool Flag(string name) => Json[name]?.GetValue<bool>() ?? false;

    public string? Text(string name) => Json[name]?.GetValue<string>();

    internal static IReadOnlyList<string> Codes(JsonNode? list, string name) => [.. (list?.AsArray() ?? []).Select(item => item![name]!.GetValue<string>())];

    internal static IReadOnlyList<ClaimedOperation> OperationsOf(JsonNode json, string? type)
        => [.. (json["operation"]?.AsArray() ?? []).Select(operation => new ClaimedOperation(type, operation!["name"]!.GetValue<string>(), operation["definition"]!.GetValue<string>()))];

    private string[] Texts(string name) => [.. (Json[name]?.AsArray() ?? []).Select(text => text!.GetValue<string>())];
}

internal sealed record ClaimedOperation(string? Type, string Name, string Definition);

internal sealed record ClaimedParameter(JsonNode Json)
{
    public string Name => Json["name"]!.GetValue<string>();

    public string Type => Json["type"]!.GetValue<string>();

    public IReadOnlyList<string> Modifiers => Words("modifiers");

    public IReadOnlyList<string> Prefixes => Words("prefixes");

    private string[] Words(string what)
    {
        var part = (Json["documentation"]?.GetValue<string>() ?? "").Split("; ").FirstOrDefault(part => part.StartsWith(what + ": ", StringComparison.Ordinal));
        return part is null ? [] : part[(what.Length + 2)..].Split(", ");
    }
}
