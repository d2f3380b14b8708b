using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Care;

/// <summary>What the moves of a referral demand, each named as in specs/workflow/referral.md.</summary>
internal static class ReferralGuards
{
    public static readonly Guard RequestIsActive = new("the ServiceRequest is active and about the same young person")
    {
        Check = view => view.Request is { } request && (request.Status != "active" || request.Person != view.Proposed["for"].IdOf("Patient"))
            ? Issue.Error(Problems.TransitionRefused, "A referral is sent when its ServiceRequest is active and both are about the same young person.", "Task.focus")
            : null,
    };

    public static readonly Guard NamedWorker = new("a named worker or team")
    {
        Check = view => new ReferralTask(view.Proposed).NamedWorker["reference"].Exists || new ReferralTask(view.Proposed).NamedWorker["display"].Exists
            ? null
            : Missing("Accepting names the worker or team: extension named-worker with a reference.", $"Task.extension('{CareExtensions.NamedWorker}')"),
    };

    public static readonly Guard FirstContact = new("a first contact date")
    {
        Check = view => new ReferralTask(view.Proposed).FirstContact is { } date && FhirDateTime.TryParse(date, out _)
            ? null
            : Missing("Accepting says when the young person is first met or called: extension first-contact with a date.", $"Task.extension('{CareExtensions.FirstContact}')"),
    };

    public static readonly Guard RiskHolderWhileWaiting = new("who holds the risk, when waitlisted")
    {
        Check = view => new ReferralTask(view.Proposed).BusinessStatus != "waitlisted" || new ReferralTask(view.Proposed).RiskHolder is not null
            ? null
            : Missing("While a young person waits, somebody holds the risk: extension risk-holder with an Organization.", $"Task.extension('{CareExtensions.RiskHolder}')"),
    };

    public static readonly Guard DeclineReason = new("a coded reason")
    {
        Check = view => new ReferralTask(view.Proposed).DeclineReason is { } code && HubCodes.Knows(Canonicals.DeclineReason, code)
            ? null
            : Missing("Declining gives a reason from the code system decline-reason.", "Task.statusReason.coding"),
    };

    public static readonly Guard ReasonText = new("the reason in words")
    {
        Check = view => string.IsNullOrWhiteSpace(new ReferralTask(view.Proposed).StatusReason)
            ? Missing("Say the reason in words too: the young person may read it.", "Task.statusReason.text")
            : null,
    };

    public static readonly Guard NextRoute = new("a suggested next route")
    {
        Check = view => new ReferralTask(view.Proposed).NextRoute is { } code && HubCodes.Knows(Canonicals.NextRoute, code)
            ? null
            : Missing("Declining suggests a way on: extension next-route with a code of the system next-route.", $"Task.extension('{CareExtensions.NextRoute}')"),
    };

    public static readonly Guard StatusReason = new("a reason, coded or in words")
    {
        Check = view => view.Proposed["statusReason"].Exists
            ? null
            : Missing("Say why: statusReason with a code or words.", "Task.statusReason"),
    };

    public static readonly Guard Output = new("an output with the outcome")
    {
        Check = view => view.Proposed["output"].Each().Any(HasValue)
            ? null
            : Missing("Completing says how it ended: an output with the outcome as a code, words or a reference.", "Task.output"),
    };

    public static readonly Guard WithdrawalWasAskedFor = new("the referrer has asked for withdrawal")
    {
        Check = view => new ReferralTask(view.Current).BusinessStatus == "cancellation-requested"
            ? null
            : Issue.Error(Problems.TransitionRefused, "Work that has begun is cancelled when the referrer has asked for it (business status cancellation-requested).", "Task.businessStatus"),
    };

    private static bool HasValue(JsonValue output)
    {
        foreach (var property in output.Properties)
        {
            if (property.Name.StartsWith("value", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static Issue Missing(string text, string expression) => Issue.Error(Problems.MissingElement, text, expression);
}
