using System.Collections.Frozen;
using Hub.Api.Http;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Operations;

/// <summary>Where each operation is defined: by HL7, but for the hub's own, whose definitions (specs/operations) it gives out.</summary>
internal static class OperationDefinitions
{
    public const string Type = "OperationDefinition";

    private const string Hl7 = "http://hl7.org/fhir/OperationDefinition";
    private const string Ours = Canonicals.Base + "/OperationDefinition";
    private const string BulkData = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition";
    private const string Prefix = "operation.";

    private static readonly FrozenDictionary<string, ReadOnlyMemory<byte>> Own = Load().ToFrozenDictionary();

    public static IEnumerable<string> Ids => Own.Keys;

    public static Task<FhirAnswer> Read(FhirRequest request, CancellationToken cancellationToken)
        => Task.FromResult(FhirAnswer.Json(Own.TryGetValue(request.Id, out var definition) ? definition : throw new ProblemException(Problems.NotFound)));

    public static string Of(FhirRoute route)
    {
        var name = route.Interaction[1..];
        var id = $"{route.OnlyType ?? "Resource"}-{name}";
        return name == "export"
            ? $"{BulkData}/{(route.OnlyType is { } type ? $"{type.ToLowerInvariant()}-export" : name)}"
            : $"{(Own.ContainsKey(id) ? Ours : Hl7)}/{id}";
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Load()
    {
        var assembly = typeof(OperationDefinitions).Assembly;
        var definitions = new Dictionary<string, ReadOnlyMemory<byte>>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            definitions[name[Prefix.Length..]] = JsonText.Of(bytes.ToArray()).Utf8;
        }

        return definitions;
    }
}
