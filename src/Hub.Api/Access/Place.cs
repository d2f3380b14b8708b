using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Search;
using Hub.Fhir.Validation;

namespace Hub.Api.Access;

/// <summary>Where a record stands for the access predicate: its share category, its person, its thread.</summary>
internal sealed record Place(string Category, string? Patient, string? Thread)
{
    /// <summary>
    /// A record is put beside a person or into a thread only when its writer may see that person or referral, or the hub holds no
    /// such resource; there it stays, whoever else changes it. Nobody can lay a record into a stranger's file, and nobody learns by
    /// trying whether there is one.
    /// </summary>
    public static Place Of(ValidResource resource, string id, StoredResource? before, WriteTransaction store, AccessScope scope)
    {
        var patient = Person(resource, id) ?? OfBinary(resource, store, scope);
        var linked = patient is null || patient == id || patient == before?.Patient
            || ((before is null || before.Author == scope.Agency) && !store.IsHidden(patient, scope));
        return IsDraft(resource)
            ? new Place(ShareCategories.Administrative, linked ? patient : null, null)
            : new Place(ShareCategories.Of(resource), linked ? patient : null, Threads.Of(resource, id, key => Linked(store, key, scope)));
    }

    /// <summary>What is not sent yet is its author's alone.</summary>
    private static bool IsDraft(ValidResource resource) =>
        resource.Type is "ServiceRequest" or "Task" && resource.Root["status"].TextEquals("draft"u8);

    /// <summary>The person a record is about: most say so outright; for the others, the first the Patient compartment names.</summary>
    public static string? Person(ValidResource resource, string id) => resource.Type == "Patient"
        ? id
        : References.Local(resource.Root["patient"], "Patient")
            ?? References.Local(resource.Root["subject"], "Patient")
            ?? References.Local(resource.Root["for"], "Patient")
            ?? SearchIndex.Patient(resource);

    /// <summary>A Binary belongs to the person of the document that its securityContext names.</summary>
    private static string? OfBinary(ValidResource resource, WriteTransaction store, AccessScope scope) =>
        resource.Type == "Binary" && References.Local(resource.Root["securityContext"], "DocumentReference") is { } document
            ? Linked(store, new ResourceKey("DocumentReference", document), scope)?.Patient
            : resource.Type == "Binary" ? References.Local(resource.Root["securityContext"], "Patient") : null;

    private static StoredResource? Linked(WriteTransaction store, ResourceKey key, AccessScope scope) =>
        store.Find(key) is { } row && store.IsAllowed(row, scope) ? row : null;
}
