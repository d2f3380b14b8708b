using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>What the profiles referral and referral-task cannot say, or not as well: see specs/decisions/0604.</summary>
internal static class ReferralProfile
{
    public static void CheckRequest(JsonValue root, ICollection<Issue> issues)
    {
        issues.Demand(root["subject"].RefersTo("Patient"), "ServiceRequest.subject", "A referral is about one Patient.");
        issues.Demand(
            root["requester"].RefersTo("Organization", "PractitionerRole", "Practitioner"), "ServiceRequest.requester", "A referral says who asks: requester.");
        issues.Demand(
            root["status"].TextOf() == "draft" || root["reasonCode"].Exists || root["reasonReference"].Exists,
            "ServiceRequest.reasonCode",
            "A referral says why: reasonCode with words, or reasonReference.");
    }

    public static void CheckTask(JsonValue root, ICollection<Issue> issues)
    {
        issues.Demand(root["focus"].RefersTo("ServiceRequest"), "Task.focus", "The focus of a referral Task is its ServiceRequest.");
        issues.Demand(root["for"].RefersTo("Patient"), "Task.for", "A referral Task is for the Patient of its ServiceRequest.");
        issues.Demand(root["requester"].RefersTo("Organization"), "Task.requester", "The requester is the agency that refers.");
        issues.Demand(
            root["owner"].RefersTo("Organization", "PractitionerRole", "HealthcareService"), "Task.owner", "The owner is the agency, or a service or role of it, that is asked.");
    }
}
