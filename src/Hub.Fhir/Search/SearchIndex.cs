using System.Collections.Concurrent;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Search.Extraction;
using Hub.Fhir.Types;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Search;

/// <summary>
/// What a resource can be found by: the values of all search parameters of its type, _id and _lastUpdated apart, which are
/// columns of every resource. Pure, and safe to call from any number of threads.
/// </summary>
public static class SearchIndex
{
    private static readonly ConcurrentDictionary<string, IndexedParameter[]> ByType = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, IndexedParameter[]> Compartments = new(StringComparer.Ordinal);

    [ThreadStatic]
    private static EvaluationContext? context;

    public static IReadOnlyList<SearchValue> Extract(ValidResource resource) => Extract(resource.Element);

    /// <summary>The values of what was valid when it was stored.</summary>
    public static IReadOnlyList<SearchValue> Extract(JsonText stored) => Extract(FhirElement.OfResource(stored.Root));

    /// <summary>
    /// The id of the Patient in whose compartment the resource is (http://hl7.org/fhir/R4/compartmentdefinition-patient.html): the
    /// first that its parameters name. R4 left Task out of the compartment; to the hub a Task is about whom it is for.
    /// </summary>
    public static string? Patient(ValidResource resource, string? id = null)
    {
        if (resource.Type == "Patient")
        {
            return id ?? resource.Id;
        }

        var found = new List<SearchValue>();
        foreach (var parameter in Compartments.GetOrAdd(resource.Type, LoadCompartment))
        {
            parameter.Extract(resource.Element, Context(), found);
            if (found.OfType<ReferenceValue>().FirstOrDefault(IsPatient) is { } patient)
            {
                return patient.Id;
            }
        }

        return null;
    }

    internal static List<SearchValue> Extract(FhirElement resource)
    {
        var values = new List<SearchValue>();
        foreach (var parameter in ByType.GetOrAdd(resource.Type.Name, Load))
        {
            parameter.Extract(resource, Context(), values);
        }

        foreach (var narrowed in NarrowedParameter.Of(resource.Type.Name))
        {
            Narrow(narrowed, values);
        }

        return values;
    }

    private static void Narrow(NarrowedParameter narrowed, List<SearchValue> values)
    {
        for (var (i, count) = (0, values.Count); i < count; i++)
        {
            if (values[i] is ReferenceValue wider && wider.Parameter == narrowed.Wider && wider.Type == narrowed.Target)
            {
                values.Add(wider with { Parameter = narrowed.Code });
            }
        }
    }

    // One context a thread, so that its working lists are used again. It holds no resource between two calls.
    private static EvaluationContext Context() => context ??= new EvaluationContext { ResolvesToType = true };

    private static bool IsPatient(ReferenceValue value) => value is { Type: "Patient", Url: null, Id: not null };

    private static IndexedParameter[] Load(string type) =>
    [
        .. SearchParameters.Of(type).Values
            .Where(parameter => parameter.Type != SearchParameterType.Special && parameter.Code is not ("_id" or "_lastUpdated") && NarrowedParameter.Find(type, parameter.Code) is null)
            .Select(parameter => new IndexedParameter(type, parameter))
            .Where(parameter => parameter.IsUsed),
    ];

    private static IndexedParameter[] LoadCompartment(string type) =>
    [
        .. (type == "Task" ? ["patient"] : DefinitionSet.R4.PatientCompartment(type))
            .Select(code => SearchParameters.Find(type, code))
            .OfType<SearchParameter>()
            .Select(parameter => new IndexedParameter(type, parameter)),
    ];
}
