using Hub.Api.Access;
using Hub.Api.Access.Jobs;
using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Operations;

/// <summary>$export: all that the caller may see, or all about people, or about those of a Group, as NDJSON files (http://hl7.org/fhir/uv/bulkdata/export.html).</summary>
internal static class Export
{
    public const string Ndjson = "application/fhir+ndjson";

    public static readonly string[] Parameters = ["_outputFormat", "_since", "_type"];

    private static readonly string[] Formats = [Ndjson, "application/ndjson", "ndjson"];

    public static Task<FhirAnswer> OfSystem(FhirRequest request, CancellationToken cancellationToken)
        => Start(request, HubTypes.Stored, null, onlyAboutPeople: false, cancellationToken);

    public static Task<FhirAnswer> OfPatients(FhirRequest request, CancellationToken cancellationToken)
        => Start(request, AboutPeople(), null, onlyAboutPeople: true, cancellationToken);

    /// <summary>The members are those the Group names when it is asked for.</summary>
    public static async Task<FhirAnswer> OfGroup(FhirRequest request, CancellationToken cancellationToken)
    {
        var group = JsonText.Of((await request.Store.Read(Addresses.Key(request), cancellationToken)).Body).Root;
        var people = new List<string>();
        foreach (var member in group["member"u8].Items)
        {
            if (member["inactive"u8].Kind != JsonKind.True && References.Local(member["entity"u8], "Patient") is { } person)
            {
                people.Add(person);
            }
        }

        return await Start(request, AboutPeople(), [.. people.Distinct()], onlyAboutPeople: true, cancellationToken);
    }

    private static IReadOnlyList<string> AboutPeople()
        => [.. HubTypes.Stored.Where(type => type == "Patient" || DefinitionSet.R4.PatientCompartment(type).Count > 0)];

    private static async Task<FhirAnswer> Start(
        FhirRequest request, IReadOnlyList<string> types, IReadOnlyList<string>? people, bool onlyAboutPeople, CancellationToken cancellationToken)
    {
        var asked = new Asked(request);
        if (asked.Text("_outputFormat") is { } format && !Formats.Contains(format.Replace(' ', '+')))
        {
            throw new ProblemException(Problems.InvalidParameter, $"_outputFormat: files come as {Ndjson}.");
        }

        var plan = new ExportPlan(
            $"{request.BaseUrl}/{request.Address}", Types(asked, types, request.Store), asked.Instant("_since"), people, onlyAboutPeople);
        return FhirAnswer.Begins(await request.Store.Jobs.Start(plan, [], Writes.Print(request), cancellationToken));
    }

    /// <summary>Types named must be in reach and in scope; where none is named, all that are. The audit is only exported when named.</summary>
    private static List<string> Types(Asked asked, IReadOnlyList<string> reach, GuardedStore store)
    {
        var named = asked.Texts("_type").SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries)).Distinct().ToList();
        if (named.Find(type => !reach.Contains(type)) is { } outside)
        {
            throw new ProblemException(Problems.InvalidParameter, $"_type: this export has no resources of type '{(outside.Length > 40 ? "…" : outside)}'.");
        }

        named.ForEach(store.RequireExport);
        return named.Count > 0 ? named : [.. reach.Where(type => type != "AuditEvent" && store.MayExport(type))];
    }
}
