using Hub.Api.Store;
using Hub.Fhir.Care;

namespace Hub.Api.Access;

/// <summary>What is kept of a move: a Provenance both sides can read, and a numbered event.</summary>
internal sealed class MoveRecord(WriteTransaction store, Caller caller, Ids ids)
{
    public void Moved(StoredResource row, Moved moved)
    {
        var id = ids.Next();
        var provenance = HubResources.Provenance(row, moved.Event, caller.Agency, store.Now);
        store.Add(provenance, new WriteStamp(id, HubAgency.Name, ShareCategories.Of(provenance), row.Patient, row.Referral, "POST", caller.RequestId, caller.CorrelationId));
        Told(moved.Event, row, moved.From == moved.To ? moved.BusinessStatus : $"{moved.From} to {moved.To}");
    }

    public void Told(string kind, StoredResource row, string? detail) => store.Emit(
        new OutboxEvent(kind, row.Address, row.Version, row.Patient, row.Referral, caller.Agency, detail, caller.RequestId, caller.CorrelationId));
}
