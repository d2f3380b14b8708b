using System.IO.Compression;
using Hub.Fhir.Json;

namespace Hub.Fhir.Definitions;

/// <summary>The official definitions of FHIR R4 (4.0.1), reduced by tests/definitions and embedded.</summary>
public sealed class DefinitionSet
{
    private static readonly Lazy<DefinitionSet> Official = new(() => new DefinitionReader(Embedded()).Read());

    private readonly IReadOnlyDictionary<string, TypeDefinition> types;
    private readonly IReadOnlyDictionary<string, CodeList?> codes;
    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> compartments;
    private readonly ILookup<string, SearchParameter> searchParameters;
    private readonly Utf8Table<TypeDefinition> resources;

    internal DefinitionSet(
        string sha512,
        IReadOnlyDictionary<string, TypeDefinition> types,
        IReadOnlyDictionary<string, CodeList?> codes,
        IReadOnlyList<SearchParameter> searchParameters,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> compartments)
    {
        Sha512 = sha512;
        this.types = types;
        this.codes = codes;
        this.compartments = compartments;
        AllSearchParameters = searchParameters;
        this.searchParameters = searchParameters
            .SelectMany(parameter => parameter.Base, (parameter, type) => (type, parameter))
            .ToLookup(row => row.type, row => row.parameter);
        var concrete = types.Values.Where(type => type is { Kind: TypeKind.Resource, IsAbstract: false }).ToList();
        ResourceTypes = concrete.Select(type => type.Name).ToList();
        resources = new Utf8Table<TypeDefinition>(concrete.Select(type => (System.Text.Encoding.UTF8.GetBytes(type.Name), type)).ToList());
    }

    /// <summary>Read once, when first asked for.</summary>
    public static DefinitionSet R4 => Official.Value;

    /// <summary>The hash of the npm package that all this comes from.</summary>
    public string Sha512 { get; }

    /// <summary>All types, nested ones under their path.</summary>
    public IReadOnlyCollection<TypeDefinition> Types => (IReadOnlyCollection<TypeDefinition>)types.Values;

    /// <summary>The names of all resource types that there can be instances of.</summary>
    public IReadOnlyCollection<string> ResourceTypes { get; }

    public IReadOnlyList<SearchParameter> AllSearchParameters { get; }

    public TypeDefinition? Type(string name) => types.GetValueOrDefault(name);

    /// <summary>The type of a resource by the UTF-8 text of its resourceType; null for what is no concrete resource type.</summary>
    public TypeDefinition? Resource(ReadOnlySpan<byte> name) => resources.Find(name);

    /// <summary>The search parameters of a type, those of DomainResource and Resource included.</summary>
    public IReadOnlyList<SearchParameter> SearchParameters(string resourceType)
    {
        var found = new List<SearchParameter>();
        for (var type = Type(resourceType); type is not null; type = type.BaseType)
        {
            found.AddRange(searchParameters[type.Name]);
        }

        return found;
    }

    /// <summary>The codes of a value set that a required binding names; null when it is open or not held.</summary>
    public CodeList? RequiredCodes(string valueSetUrl) => codes.GetValueOrDefault(valueSetUrl.Split('|')[0]);

    /// <summary>The codes of the search parameters that tie a resource of this type to the compartment of a Patient.</summary>
    public IReadOnlyList<string> PatientCompartment(string resourceType) => Compartment("Patient", resourceType);

    /// <summary>The same for Encounter, RelatedPerson, Practitioner and Device.</summary>
    public IReadOnlyList<string> Compartment(string compartment, string resourceType) =>
        compartments.TryGetValue(compartment, out var rows) && rows.TryGetValue(resourceType, out var parameters) ? parameters : [];

    private static JsonText Embedded()
    {
        using var stream = typeof(DefinitionSet).Assembly.GetManifestResourceStream("r4.json.gz")
            ?? throw new InvalidOperationException("The embedded definitions are missing.");
        using var gzip = new GZipStream(stream, CompressionMode.Decompress);
        using var buffer = new MemoryStream(1 << 21);
        gzip.CopyTo(buffer);
        return JsonText.Of(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }
}
