using Hub.Api.Http;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;

namespace Hub.Api.Operations;

/// <summary>ConceptMap/$translate: how a code is said in another system (https://hl7.org/fhir/R4/conceptmap-operation-translate.html).</summary>
internal static class Translate
{
    public static readonly string[] Parameters = ["url", "code", "system", "version", "coding", "codeableConcept", "targetsystem", "reverse"];

    private static readonly string[] NoTranslation = ["unmatched", "disjoint"];

    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var asked = new Asked(request);
        var codes = AskedCode.Of(asked, "system");
        var reverse = asked.IsTrue("reverse");
        var maps = Maps(asked.Text("url")).Where(map => codes.Any(code => code.System == (reverse ? map.Target : map.Source))).ToList();
        if (maps.Count == 0)
        {
            throw new ProblemException(Problems.NotChecked, "Not translated: the hub holds no map from this code system.");
        }

        var found = codes.SelectMany(code => Found(code, asked, maps, reverse)).ToList();
        return Task.FromResult(Answer(found));
    }

    private static IEnumerable<ConceptMap> Maps(string? url)
        => TerminologySet.Held.ConceptMaps.Where(map => url is null || map.Url == url.Split('|')[0]);

    /// <summary>The held set answers both ways; the operation is asked for one.</summary>
    private static IEnumerable<Translation> Found(AskedCode code, Asked asked, List<ConceptMap> maps, bool reverse)
        => TerminologySet.Held.Translate(code.System ?? "", code.Code, asked.Text("targetsystem"))
            .Where(said => maps.Exists(map => map.Url == said.Map && said.System == (reverse ? map.Source : map.Target)));

    private static FhirAnswer Answer(List<Translation> found) => ParametersText.Answer(parameters =>
    {
        var matches = found.Where(said => !NoTranslation.Contains(said.Equivalence)).ToList();
        parameters.Add("result", matches.Count > 0);
        parameters.Add("message", "String", matches.Count > 0 ? null : found.Select(said => said.Comment).FirstOrDefault() ?? "No map of the hub has a translation of this code.");
        foreach (var said in found)
        {
            parameters.AddParts("match", parts =>
            {
                parts.Add("equivalence", "Code", said.Equivalence);
                if (said.Code is { } code)
                {
                    parts.AddCoding("concept", said.System, code, said.Display);
                }

                parts.Add("source", "Uri", said.Map);
            });
        }
    });
}
