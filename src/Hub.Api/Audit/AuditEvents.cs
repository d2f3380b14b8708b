using System.Globalization;
using Hub.Api.Access;
using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Validation;

namespace Hub.Api.Audit;

/// <summary>
/// The audit as AuditEvent (http://hl7.org/fhir/R4/auditevent.html) for the agencies concerned: who looked, who wrote what was
/// looked at, and who watches over the person. Read from the audit itself, so it can be neither changed nor deleted.
/// </summary>
internal sealed class AuditEvents(ResourceStore store, Caller caller, TimeProvider time)
{
    public const string Type = "AuditEvent";
    private const int UsualCount = 50;
    private const int LargestCount = 1000;

    public async Task<StoredResource?> Read(string id, CancellationToken cancellationToken)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var query = new AuditQuery { Reader = Reader(), Filters = [new AuditFilter(AuditColumn.Number, [number])], Count = 1 };
        var found = await store.Audit(query, cancellationToken);
        return found.Count == 0 ? null : Row(found[0]);
    }

    public async Task<SearchResult> Search(SearchQuery query, CancellationToken cancellationToken)
    {
        var asked = AuditSearch.Read(query, Reader(), time.GetUtcNow());
        var total = query.CountOnly || query.Total != TotalMode.None ? await store.CountAudit(asked, cancellationToken) : (long?)null;
        if (query.CountOnly)
        {
            return new SearchResult([], [], total, null);
        }

        var count = Math.Min(query.Count ?? UsualCount, LargestCount);
        var found = await store.Audit(asked with { Count = count + 1 }, cancellationToken);
        var rows = found.Take(count).Select(Row).ToList();
        total ??= asked.Before is null && found.Count <= count ? found.Count : null;
        return new SearchResult(rows, [], total, found.Count > count && count > 0 ? rows[^1].Id : null);
    }

    /// <summary>Keeps an AuditEvent that a partner posted, word for word, as one more entry of the chain.</summary>
    public static StoredResource Keep(WriteTransaction store, AuditTrail trail, ValidResource resource, string? patient)
    {
        var action = resource.Root["action"] is { Exists: true } said ? said.Text : "E";
        var entry = trail.Permitted(new Look(action, "posted", null) { Patient = patient, Query = PostedWords.Of(resource) }, "posted") with { Body = resource.Text.Utf8 };
        var number = store.Audit(entry);
        return Row(number, store.Now, entry, ResourceStamp.Apply(resource.Root, Id(number), "1", store.Now));
    }

    private AuditReader Reader() => new(caller.Agency, time.GetUtcNow());

    private static string Id(long number) => number.ToString(CultureInfo.InvariantCulture);

    private StoredResource Row(AuditSight seen)
    {
        var record = seen.Record;
        var body = record.Entry.Body.IsEmpty || ErasedWords.Are(record.Entry.Body)
            ? AuditEventJson.Write(record, seen.Concerned)
            : ResourceStamp.Apply(Parsed(record.Entry.Body), Id(record.Number), "1", record.Recorded);
        return Row(record.Number, record.Recorded, record.Entry, body);
    }

    private static JsonValue Parsed(ReadOnlyMemory<byte> body) =>
        JsonText.Parse(body, [])?.Root ?? throw new ProblemException(Problems.InternalError);

    private static StoredResource Row(long number, DateTimeOffset recorded, AuditEntry entry, ReadOnlyMemory<byte> body) =>
        new(number, Type, Id(number), 1, recorded, Deleted: false, entry.Patient, entry.Agency, ShareCategories.Administrative, null, body, "POST");
}
