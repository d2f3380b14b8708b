using Hub.Api.Http;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;

namespace Hub.Api.Operations;

/// <summary>
/// CodeSystem/$validate-code and ValueSet/$validate-code (https://hl7.org/fhir/R4/codesystem-operation-validate-code.html). Of what the
/// hub does not hold it says that it has not checked: 422, since the result has no third value.
/// </summary>
internal static class ValidateCode
{
    public static readonly string[] Parameters = ["url", .. AskedCode.Parameters];
    public static readonly string[] ValueSetParameters = ["url", "valueSetVersion", "system", "systemVersion", .. AskedCode.Parameters];

    public static Task<FhirAnswer> OfSystem(FhirRequest request, CancellationToken cancellationToken)
    {
        var asked = new Asked(request);
        var url = asked.Text("url");
        var codes = AskedCode.Of(asked, "url").Where(code => url is null || code.System == url).ToList();
        return Task.FromResult(Answer(codes.Select(OfSystem), $"None of the codings is of the code system {url}."));
    }

    public static Task<FhirAnswer> OfValueSet(FhirRequest request, CancellationToken cancellationToken)
    {
        var asked = new Asked(request);
        var url = asked.Required("url").Split('|');
        var held = TerminologySet.Held.ValueSet(url[0]);
        var version = url.Length > 1 ? url[1] : asked.Text("valueSetVersion");
        if (held is not null && AskedCode.NotThisVersion(held.Url, held.Version, version) is { } why)
        {
            throw new ProblemException(Problems.NotChecked, why);
        }

        var codes = AskedCode.Of(asked, "system");
        return Task.FromResult(Answer(codes.Select(code => TerminologySet.Held.ValidateMember(url[0], code.System, code.Code, code.Display)), ""));
    }

    private static CodeAnswer OfSystem(AskedCode code)
        => code.NotHeld() is { } why ? new CodeAnswer(null, why) : TerminologySet.Held.ValidateCode(code.System!, code.Code, code.Display);

    // One coding that is valid will do; one that could not be checked keeps the others from being called invalid.
    private static FhirAnswer Answer(IEnumerable<CodeAnswer> answers, string none)
    {
        var all = answers.ToList();
        var said = all.Find(answer => answer.Result == true) ?? all.Find(answer => !answer.IsChecked) ?? all.FirstOrDefault() ?? new CodeAnswer(false, none);
        return said.Result is { } result
            ? ParametersText.Answer(parameters =>
            {
                parameters.Add("result", result);
                parameters.Add("message", "String", said.Message);
                parameters.Add("display", "String", said.Display);
            })
            : throw new ProblemException(Problems.NotChecked, said.Message);
    }
}
