namespace Hub.Fhir.Definitions;

/// <summary>The official definitions of FHIR R4 (4.0.1), reduced by tests/definitions and embedded.</summary>
public sealed class DefinitionSet
{
    private static readonly Lazy<DefinitionSet> Official = new(() => new DefinitionSet(new DefinitionReader(EmbeddedLines.Read("r4.ndjson.gz"))));

    private readonly DefinitionReader reader;
    private readonly IReadOnlyDictionary<string, TypeDefinition> types;
    private readonly Lazy<Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>> compartments;
    private readonly Lazy<List<SearchParameter>> allSearchParameters;
    private readonly Lazy<ILookup<string, SearchParameter>> searchParameters;
    private readonly Utf8Table<TypeDefinition> resources;

    private DefinitionSet(DefinitionReader reader)
    {
        this.reader = reader;
        types = reader.Types;
        compartments = new(reader.Compartments);
        allSearchParameters = new(reader.SearchParameters);
        searchParameters = new(() => AllSearchParameters
            .SelectMany(parameter => parameter.Base, (parameter, type) => (type, parameter))
            .ToLookup(row => row.type, row => row.parameter));
        var concrete = types.Values.Where(type => type is { Kind: TypeKind.Resource, IsAbstract: false }).ToList();
        ResourceTypes = concrete.Select(type => type.Name).ToList();
        resources = new Utf8Table<TypeDefinition>(concrete.Select(type => (System.Text.Encoding.UTF8.GetBytes(type.Name), type)).ToList());
    }

    /// <summary>Read once, when first asked for.</summary>
    public static DefinitionSet R4 => Official.Value;

    /// <summary>The hash of the npm package that all this comes from.</summary>
    public string Sha512 => reader.Sha512;

    /// <summary>All types, nested ones under their path.</summary>
    public IReadOnlyCollection<TypeDefinition> Types => (IReadOnlyCollection<TypeDefinition>)types.Values;

    /// <summary>The names of all resource types that there can be instances of.</summary>
    public IReadOnlyCollection<string> ResourceTypes { get; }

    public IReadOnlyList<SearchParameter> AllSearchParameters => allSearchParameters.Value;

    public TypeDefinition? Type(string name) => types.GetValueOrDefault(name);

    /// <summary>The type of a resource by the UTF-8 text of its resourceType; null for what is no concrete resource type.</summary>
    public TypeDefinition? Resource(ReadOnlySpan<byte> name) => resources.Find(name);

    /// <summary>The search parameters of a type, those of DomainResource and Resource included.</summary>
    public IReadOnlyList<SearchParameter> SearchParameters(string resourceType)
    {
        var found = new List<SearchParameter>();
        for (var type = Type(resourceType); type is not null; type = type.BaseType)
        {
            found.AddRange(searchParameters.Value[type.Name]);
        }

        return found;
    }

    /// <summary>The codes of a value set that a required binding names; null when it is open or not held.</summary>
    public CodeList? RequiredCodes(string valueSetUrl) => reader.Codes(valueSetUrl.Split('|')[0]);

    /// <summary>The codes of the search parameters that tie a resource of this type to the compartment of a Patient.</summary>
    public IReadOnlyList<string> PatientCompartment(string resourceType) => Compartment("Patient", resourceType);

    /// <summary>The same for Encounter, RelatedPerson, Practitioner and Device.</summary>
    public IReadOnlyList<string> Compartment(string compartment, string resourceType) =>
        compartments.Value.TryGetValue(compartment, out var rows) && rows.TryGetValue(resourceType, out var parameters) ? parameters : [];
}
