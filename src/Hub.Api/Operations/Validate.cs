using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Validation;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Api.Operations;

/// <summary>$validate: what the hub would say of a resource, without keeping it (https://hl7.org/fhir/R4/resource-operation-validate.html).</summary>
internal static class Validate
{
    public static readonly string[] Parameters = ["mode", "profile"];

    private static readonly string[] Modes = ["create", "update", "delete", "profile"];
    private static readonly string[] Sent = ["resource", .. Parameters];

    private static readonly Issue Good = new(
        Severity.Information, new Problem("valid", "informational", StatusCodes.Status200OK, "Valid."), "Valid: the hub would take this.");

    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var asked = Read(request);
        var (mode, profile) = (asked.Text("mode"), asked.Text("profile"));
        Require(mode, profile);
        var issues = new List<Issue>();
        var resource = await Resource(request, asked, mode, cancellationToken);
        var valid = mode == "delete" && !resource.Exists ? null : Check(request, resource, profile, issues);
        if (!issues.Exists(issue => issue.IsError) && Rehearsal(mode, request, valid) is { } change)
        {
            issues.AddRange(await request.Store.Rehearse(change, cancellationToken));
        }

        // What was not checked does not stand in the way of a good word, and a good word comes first.
        IReadOnlyList<Issue> told = issues.Exists(issue => issue.Severity < Severity.Information) ? [.. issues.Distinct()] : [Good, .. issues.Distinct()];
        return FhirAnswer.Json(OutcomeText.Of(told));
    }

    /// <summary>The resource is the body itself, or stands in Parameters.</summary>
    private static Asked Read(FhirRequest request)
    {
        if (!IsParameters(request))
        {
            return new Asked(request with { Body = null });
        }

        return Asked.Names(request.Body).FirstOrDefault(name => !Sent.Contains(name)) is { } unknown
            ? throw new ProblemException(Problems.UnknownParameter, $"$validate has no parameter {Quote(unknown)}.", "Parameters.parameter")
            : new Asked(request);
    }

    private static void Require(string? mode, string? profile)
    {
        if (mode is not null && !Modes.Contains(mode))
        {
            throw new ProblemException(Problems.InvalidParameter, $"The parameter 'mode' is one of {string.Join(", ", Modes)}.");
        }

        if (profile is not null && ProfileSet.Held.Find(profile) is null)
        {
            throw new ProblemException(Problems.NotSupported, "The hub does not hold this profile. It holds its own and those of FHIR R4; without a profile it checks FHIR R4 and its own rules.", "Parameters.parameter");
        }
    }

    /// <summary>What is sent; at the address of a resource, and with nothing sent, the resource itself.</summary>
    private static async Task<JsonValue> Resource(FhirRequest request, Asked asked, string? mode, CancellationToken cancellationToken)
    {
        var sent = IsParameters(request) ? asked.Value("resource") : request.Body!.Root;
        return sent.Exists || request.Id.Length == 0 || mode == "delete"
            ? sent
            : JsonText.Of((await request.Store.Read(Addresses.Key(request), cancellationToken)).Body).Root;
    }

    private static ValidResource? Check(FhirRequest request, JsonValue resource, string? profile, List<Issue> issues)
    {
        if (resource.Kind != JsonKind.Object)
        {
            issues.Add(Issue.Error(Problems.MissingElement, "There is no resource to validate: send it as the body, or as the parameter 'resource'.", "Parameters.parameter"));
            return null;
        }

        var valid = Validator.R4.Validate(JsonText.Of(resource.Raw.ToArray()), issues);
        if (valid is null)
        {
            return null;
        }

        CareProfiles.Check(valid, issues, request.Store.NhsNumbers);
        if (profile is not null)
        {
            new ProfileValidator(ProfileSet.Held).Check(valid.Element, [profile], issues);
        }

        CodeAdvice.Check(valid.Element, TerminologySet.Held, issues);
        if (request.Type.Length > 0 && valid.Type != request.Type)
        {
            issues.Add(Issue.Error(Problems.TypeMismatch, null, $"{valid.Type}.resourceType"));
        }

        return valid;
    }

    /// <summary>The change that the mode means: made and taken back, so that the answer is what the change itself would have got.</summary>
    private static Action<Access.GuardedTransaction>? Rehearsal(string? mode, FhirRequest request, ValidResource? resource) => mode switch
    {
        "create" when resource is not null => transaction => Create.Make(transaction, request with { Type = resource.Type, Id = "", Resource = resource }),
        "update" when resource is not null => transaction => Update.Make(
            transaction, request with { Type = resource.Type, Id = request.Id.Length > 0 ? request.Id : resource.Id ?? "", Resource = resource }),
        "delete" when request.Id.Length > 0 => transaction => Delete.Make(transaction, request),
        _ => null,
    };

    private static bool IsParameters(FhirRequest request) => request.Body!.Root["resourceType"u8].TextEquals("Parameters"u8);

    private static string Quote(string name) => name.Length > 40 ? "of this name" : $"'{name}'";
}
