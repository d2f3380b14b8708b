using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Validation;

namespace Hub.Api.Access;

/// <summary>
/// Names the thread of a referral that a record belongs to, so that a grant can open exactly that: the request itself, one
/// recipient's Task with what is about it, and the talk about the request.
/// </summary>
internal static class Threads
{
    public static string OfRequest(string request) => request;

    public static string OfTask(string request, string task) => $"{request}/{task}";

    public static string OfTalk(string request) => $"{request}/talk";

    /// <summary>A record that is opened by itself, to named agencies: a sharing decision, an action of a plan, a notice of emergency access.</summary>
    public static string OfOne(string type, string id) => $"{type}/{id}";

    /// <summary>The thread of a resource; <paramref name="linked"/> finds a referenced resource that its writer may link to.</summary>
    public static string? Of(ValidResource resource, string id, Func<ResourceKey, StoredResource?> linked) => resource.Type switch
    {
        "ServiceRequest" => OfRequest(id),
        "Task" when Target(resource.Root["focus"], "ServiceRequest") is { } request => OfTask(request, id),
        "Task" when PlanAction.Is(resource.Root) => OfOne("Task", id),
        "Consent" => OfOne("Consent", id),
        "Provenance" => First(resource.Root["target"], linked, OfRequest),
        "Communication" => First(resource.Root["about"], linked, OfTalk) ?? First(resource.Root["basedOn"], linked, OfTalk) ?? OfOne("Communication", id),
        "CommunicationRequest" => First(resource.Root["about"], linked, OfTalk) ?? First(resource.Root["basedOn"], linked, OfTalk),
        "Appointment" => First(resource.Root["basedOn"], linked, OfTalk),
        _ => null,
    };

    /// <summary>A Task among the targets names the narrower thread; a ServiceRequest the wider one.</summary>
    private static string? First(JsonValue references, Func<ResourceKey, StoredResource?> linked, Func<string, string> ofRequest)
    {
        string? thread = null;
        foreach (var reference in references.Items)
        {
            if (Target(reference, "Task") is { } task && linked(new ResourceKey("Task", task))?.Referral is { } narrow)
            {
                return narrow;
            }

            if (thread is null && Target(reference, "ServiceRequest") is { } request && linked(new ResourceKey("ServiceRequest", request)) is not null)
            {
                thread = ofRequest(request);
            }
        }

        return thread;
    }

    private static string? Target(JsonValue reference, string type) => References.Local(reference, type);
}
