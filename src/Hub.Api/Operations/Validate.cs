using Hub.Api.Http;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Api.Operations;

/// <summary>$validate: what the hub would say of a resource, without keeping it (https://hl7.org/fhir/R4/resource-operation-validate.html).</summary>
internal static class Validate
{
    private static readonly Issue Good = new(
        Severity.Information, new Problem("valid", "informational", StatusCodes.Status200OK, "Valid."), "No issues: the hub would take this.");

    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var issues = new List<Issue>();
        var asked = Asked.Of(request.Body!.Root);
        if (asked.Profile is { } profile && HubProfiles.Held.Find(profile) is null)
        {
            throw new ProblemException(Problems.NotSupported, "The hub does not hold this profile. It holds its own; without a profile it checks FHIR R4 and its own rules.", "Parameters.parameter");
        }

        if (asked.Mode != "delete" || asked.Resource.Exists)
        {
            Check(request, asked, issues);
        }

        IReadOnlyList<Issue> told = issues.Count > 0 ? [.. issues.Distinct()] : [Good];
        return Task.FromResult(FhirAnswer.Json(OutcomeText.Of(told)));
    }

    private static void Check(FhirRequest request, Asked asked, List<Issue> issues)
    {
        if (asked.Resource.Kind != JsonKind.Object)
        {
            issues.Add(Issue.Error(Problems.MissingElement, "There is no resource to validate: send it as the body, or as the parameter 'resource'.", "Parameters.parameter"));
            return;
        }

        var valid = Validator.R4.Validate(JsonText.Of(asked.Resource.Raw.ToArray()), issues);
        if (valid is null)
        {
            return;
        }

        CareProfiles.Check(valid, issues);
        if (asked.Profile is { } profile)
        {
            new ProfileValidator(HubProfiles.Held).Check(valid.Element, [profile], issues);
        }

        if (request.Type.Length > 0 && valid.Type != request.Type)
        {
            issues.Add(Issue.Error(Problems.TypeMismatch, null, $"{valid.Type}.resourceType"));
        }
    }

    /// <summary>The resource itself, or Parameters around it.</summary>
    private sealed record Asked(JsonValue Resource, string? Mode, string? Profile)
    {
        public static Asked Of(JsonValue body)
        {
            if (!body["resourceType"u8].TextEquals("Parameters"u8))
            {
                return new Asked(body, null, null);
            }

            var asked = new Asked(default, null, null);
            foreach (var parameter in body["parameter"u8].Items)
            {
                asked = parameter["name"u8].Text switch
                {
                    "resource" => asked with { Resource = parameter["resource"u8] },
                    "mode" => asked with { Mode = parameter["valueCode"u8].Text },
                    "profile" => asked with { Profile = parameter["valueUri"u8].Text },
                    var unknown => throw new ProblemException(Problems.UnknownParameter, $"$validate has no parameter {Quote(unknown)}.", "Parameters.parameter"),
                };
            }

            return asked;
        }

        private static string Quote(string name) => name.Length > 40 ? "of this name" : $"'{name}'";
    }
}
