using Hub.Api.Http;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;

namespace Hub.Api.Operations;

/// <summary>CodeSystem/$lookup: what a code means (https://hl7.org/fhir/R4/codesystem-operation-lookup.html).</summary>
internal static class Lookup
{
    public static readonly string[] Parameters = ["code", "system", "version", "coding"];

    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var code = AskedCode.Of(new Asked(request), "system")[0];
        if (code.NotHeld() is { } why)
        {
            throw new ProblemException(Problems.NotChecked, why);
        }

        var system = TerminologySet.Held.System(code.System!)!;
        var concept = system.Find(code.Code) ?? throw NotFound(system);
        return Task.FromResult(ParametersText.Answer(parameters =>
        {
            parameters.Add("name", "String", system.Title);
            parameters.Add("version", "String", system.Version);
            parameters.Add("display", "String", concept.Display);
            if (concept.Definition is { } definition)
            {
                parameters.AddParts("property", parts =>
                {
                    parts.Add("code", "Code", "definition");
                    parts.Add("value", "String", definition);
                });
            }
        }));
    }

    private static ProblemException NotFound(CodeSystem system) => system.IsComplete
        ? new ProblemException(Problems.NotFound, $"{system.Title} ({system.Url}) has no such code.")
        : new ProblemException(Problems.NotChecked, $"Not checked: the hub holds a part of {system.Url} only.");
}
