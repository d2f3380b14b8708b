using Hub.Api.Interactions;
using Hub.Api.Operations;
using Hub.Fhir.Definitions;
using static Hub.Api.Http.Takes;

namespace Hub.Api.Http;

/// <summary>The whole FHIR API as one table (https://hl7.org/fhir/R4/http.html). The CapabilityStatement and the API page are made from it.</summary>
public static class FhirRoutes
{
    public const string Base = "/fhir";

    private static readonly string[] HistoryParameters = ["_count", "_since", "_at", "_cursor"];
    private const string Audit = "AuditEvent";

    /// <summary>Tried all the same, they are refused by the gate, which writes down who tried.</summary>
    private static readonly string[] NeverOfAudit = ["update", "delete", "patch"];

    public static readonly IReadOnlyList<FhirRoute> Table =
    [
        new("GET", "metadata", "capabilities", Capabilities.Act) { Public = true },
        new("POST", "", "transaction", Bundles.Act, Json),
        new("GET", "", "search-system", SearchSystem.Act) { Parameters = null },
        new("POST", "_search", "search-system", SearchSystem.Act, Form) { Parameters = null },
        new("GET", "_history", "history-system", HistoryType.Act) { Parameters = HistoryParameters },
        new("GET", "{type}", "search-type", SearchType.Act) { Parameters = null },
        new("POST", "{type}/_search", "search-type", SearchType.Act, Form) { Parameters = null },
        new("POST", "{type}", "create", Create.Act, Resource) { Change = Create.Make },
        new("PUT", "{type}", "update", ConditionalUpdate.Act, Resource) { Change = ConditionalUpdate.Make, Parameters = null },
        new("DELETE", "{type}", "delete", ConditionalDelete.Act) { Change = ConditionalDelete.Make, Parameters = null },
        new("GET", "{type}/{id}", "read", Interactions.Read.Act) { Parameters = ["_summary", "_elements"] },
        new("PUT", "{type}/{id}", "update", Update.Act, Resource) { Change = Update.Make },
        new("PATCH", "{type}", "patch", ConditionalPatch.Act, Takes.Patch) { Change = ConditionalPatch.Make, Parameters = null },
        new("PATCH", "{type}/{id}", "patch", Interactions.Patch.Act, Takes.Patch) { Change = Interactions.Patch.Make },
        new("DELETE", "{type}/{id}", "delete", Delete.Act) { Change = Delete.Make },
        new("GET", "{type}/_history", "history-type", HistoryType.Act) { Parameters = HistoryParameters, NotOf = Audit },
        new("GET", "{type}/{id}/_history", "history-instance", HistoryInstance.Act) { Parameters = HistoryParameters },
        new("GET", "{type}/{id}/_history/{vid}", "vread", Vread.Act),
        new("GET", "{type}/{id}/{member}", "search-compartment", SearchCompartment.Act) { OnlyType = "Patient", Parameters = null },
        new("POST", "$validate", "$validate", Validate.Act, Json) { Parameters = Validate.Parameters },
        new("POST", "{type}/$validate", "$validate", Validate.Act, Json) { Parameters = Validate.Parameters },
        new("POST", "{type}/{id}/$validate", "$validate", Validate.Act, Json) { Parameters = Validate.Parameters },
        new("GET", "{type}/{id}/$meta", "$meta", Meta.Act) { NotOf = Audit },
        new("POST", "{type}/{id}/$meta-add", "$meta-add", MetaChange.Add, Takes.Parameters) { Change = MetaChange.MakeAdd, Parameters = MetaChange.Parameters, NotOf = Audit },
        new("POST", "{type}/{id}/$meta-delete", "$meta-delete", MetaChange.Delete, Takes.Parameters) { Change = MetaChange.MakeDelete, Parameters = MetaChange.Parameters, NotOf = Audit },
        new("GET", "Patient/$everything", "$everything", Everything.OfPeople) { Parameters = Everything.Parameters },
        new("POST", "Patient/$everything", "$everything", Everything.OfPeople, Takes.Parameters) { Parameters = Everything.Parameters },
        new("GET", "Patient/{id}/$everything", "$everything", Everything.OfPerson) { Parameters = Everything.Parameters },
        new("POST", "Patient/{id}/$everything", "$everything", Everything.OfPerson, Takes.Parameters) { Parameters = Everything.Parameters },
        new("GET", "Composition/{id}/$document", "$document", Document.Act) { Parameters = Document.Parameters },
        new("POST", "Composition/{id}/$document", "$document", Document.Act, Takes.Parameters) { Parameters = Document.Parameters },
        new("POST", "Patient/{id}/$emergency-access", "$emergency-access", EmergencyAccess.Act),
        new("GET", "$export", "$export", Export.OfSystem) { Parameters = Export.Parameters },
        new("POST", "$export", "$export", Export.OfSystem, Takes.Parameters) { Parameters = Export.Parameters },
        new("GET", "Patient/$export", "$export", Export.OfPatients) { Parameters = Export.Parameters },
        new("POST", "Patient/$export", "$export", Export.OfPatients, Takes.Parameters) { Parameters = Export.Parameters },
        new("GET", "Group/{id}/$export", "$export", Export.OfGroup) { Parameters = Export.Parameters },
        new("POST", "Group/{id}/$export", "$export", Export.OfGroup, Takes.Parameters) { Parameters = Export.Parameters },
        new("GET", "_async/{id}", "async", Async.Status) { OwnFormat = true },
        new("GET", "_async/{id}/{member}", "async", Async.File) { OwnFormat = true },
        new("DELETE", "_async/{id}", "async", Async.Cancel),
        new("GET", "{type}/{id}/$erase", "$erase", Erase.Proof) { NotOf = Audit },
        new("POST", "{type}/{id}/$erase", "$erase", Erase.Act, Takes.Parameters) { Parameters = Erase.Parameters, NotOf = Audit },
        new("GET", "OperationDefinition/{id}", "read", OperationDefinitions.Read),
        new("GET", "CodeSystem/$validate-code", "$validate-code", ValidateCode.OfSystem) { Parameters = ValidateCode.Parameters },
        new("POST", "CodeSystem/$validate-code", "$validate-code", ValidateCode.OfSystem, Takes.Parameters) { Parameters = ValidateCode.Parameters },
        new("GET", "CodeSystem/$lookup", "$lookup", Lookup.Act) { Parameters = Lookup.Parameters },
        new("POST", "CodeSystem/$lookup", "$lookup", Lookup.Act, Takes.Parameters) { Parameters = Lookup.Parameters },
        new("GET", "ValueSet/$validate-code", "$validate-code", ValidateCode.OfValueSet) { Parameters = ValidateCode.ValueSetParameters },
        new("POST", "ValueSet/$validate-code", "$validate-code", ValidateCode.OfValueSet, Takes.Parameters) { Parameters = ValidateCode.ValueSetParameters },
        new("GET", "ValueSet/$expand", "$expand", Expand.Act) { Parameters = Expand.Parameters },
        new("POST", "ValueSet/$expand", "$expand", Expand.Act, Takes.Parameters) { Parameters = Expand.Parameters },
        new("GET", "ConceptMap/$translate", "$translate", Translate.Act) { Parameters = Translate.Parameters },
        new("POST", "ConceptMap/$translate", "$translate", Translate.Act, Takes.Parameters) { Parameters = Translate.Parameters },
    ];

    /// <summary>The types that have an address: those that are kept, and those that have operations only.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. HubTypes.Stored, .. Table.Select(route => route.OnlyType).OfType<string>().Distinct().Except(HubTypes.Stored)];

    /// <summary>Each method and number of segments with its routes, those of one type before those of all.</summary>
    private static readonly Dictionary<(string Method, int Segments), FhirRoute[]> ByShape = Table
        .GroupBy(route => (route.Method, route.Segments))
        .ToDictionary(shape => shape.Key, shape => shape.OrderBy(route => route.OnlyType is null).ToArray());

    /// <summary>What is in the table goes through <see cref="FhirDoor"/>; here ends what is under the base and in no table.</summary>
    public static void MapFhir(this IEndpointRouteBuilder endpoints)
    {
        var baseUrl = endpoints.ServiceProvider.GetRequiredService<Access.AccessSettings>().FhirUrl;
        endpoints.Map(Base + "/{**path}", context => FhirDoor.Refuse(context, baseUrl)).AllowAnonymous();
    }

    /// <summary>The route of a method and a path under the base; null when there is none.</summary>
    public static RouteMatch? Find(string method, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var route in ByShape.GetValueOrDefault((method, parts.Length), []))
        {
            if (route.Match(parts) is { } match)
            {
                return match;
            }
        }

        return null;
    }

    /// <summary>The methods a path can be asked with.</summary>
    public static IReadOnlyList<string> Allowed(string path)
    {
        var matching = Table.Where(route => route.Match(path) is not null).ToList();
        var named = matching.Where(route => route.Path == path).ToList();
        return [.. (named.Count > 0 ? named : matching).SelectMany(Methods).Distinct()];
    }

    /// <summary>The routes of a type. AuditEvents are neither changed nor deleted.</summary>
    public static IEnumerable<FhirRoute> For(string type)
        => Table.Where(route => route.OnlyType == type || (route.OnlyType is null && HubTypes.Stored.Contains(type) && route.Path.StartsWith("{type}", StringComparison.Ordinal)))
            .Where(route => route.NotOf != type && (type != Audit || !NeverOfAudit.Contains(route.Interaction)));

    private static string[] Methods(FhirRoute route) => route.TakesHead ? ["GET", "HEAD"] : [route.Method];
}
