using System.Globalization;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Audit;

/// <summary>Reads a search for AuditEvents into a question to the audit.</summary>
internal static class AuditSearch
{
    /// <summary>What AuditEvents can be searched by.</summary>
    public static readonly IReadOnlyList<string> Parameters =
        ["_id", "_lastUpdated", "action", "agent", "date", "entity", "outcome", "patient", "subtype", "type"];

    private static readonly string[] Refused = ["4", "8", "12"];

    public static AuditQuery Read(SearchQuery query, AuditReader reader, DateTimeOffset now)
    {
        if (query.Includes.Count > 0 || query.RevIncludes.Count > 0 || query.Sort.Any(key => key is not { Parameter: "date" or "_lastUpdated", Descending: true }))
        {
            throw new ProblemException(Problems.NotSupported, "AuditEvents come newest first and alone: leave out _sort, _include and _revinclude.");
        }

        return new AuditQuery
        {
            Reader = reader,
            Filters = [.. query.Filters.Where(filter => filter is not DateFilter).Select(Filter)],
            Recorded = [.. query.Filters.OfType<DateFilter>().Select(filter => Ranges(filter, now))],
            Before = query.Cursor is { } cursor ? Number(cursor) : null,
        };
    }

    private static AuditFilter Filter(SearchFilter filter) => filter switch
    {
        { Modifier: not Modifier.None } => throw NotSupported(filter),
        ReferenceFilter { Parameter: "patient" } patient => new(AuditColumn.Patient, Ids(patient, "Patient")),
        ReferenceFilter { Parameter: "agent" } agent => new(AuditColumn.Agent, References(agent)) { Said = PostedWords.Asked(agent) },
        ReferenceFilter { Parameter: "entity" } entity => new(AuditColumn.Entity, References(entity)) { Said = PostedWords.Asked(entity) },
        TokenFilter { Parameter: "_id" } id => new(AuditColumn.Number, [.. Codes(id).Select(code => (object)Number(code))]),
        TokenFilter { Parameter: "action" } action => new(AuditColumn.Action, [.. Codes(action)]),
        TokenFilter { Parameter: "outcome" } outcome => new(AuditColumn.Outcome, [.. Codes(outcome).Select(code => code == "0" ? AuditTrail.Permit : Refused.Contains(code) ? AuditTrail.Refuse : "")]) { Said = PostedWords.Asked(outcome) },
        TokenFilter { Parameter: "subtype" } subtype => new(AuditColumn.Subtype, [.. Codes(subtype)]) { Said = PostedWords.Asked(subtype) },
        TokenFilter { Parameter: "type" } type => new(AuditColumn.Outcome, Codes(type).Contains("rest") ? [AuditTrail.Permit, AuditTrail.Refuse] : []) { Said = PostedWords.Asked(type) },
        _ => throw NotSupported(filter),
    };

    private static object[] References(ReferenceFilter filter) => [.. filter.Values.Where(value => value.Id is not null).Select(value => $"{value.Type}/{value.Id}")];

    private static object[] Ids(ReferenceFilter filter, string type) =>
        [.. filter.Values.Where(value => value.Id is not null && (value.Type is null || value.Type == type)).Select(value => value.Id!)];

    private static IEnumerable<string> Codes(TokenFilter filter) => filter.Values.Select(value => value.Code ?? "");

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static ProblemException NotSupported(SearchFilter filter) => new(
        Problems.NotSupported,
        $"AuditEvents are not searched by {filter.Parameter} with this modifier; use patient, date, agent, action, outcome, entity, type, subtype, _id or _lastUpdated.");

    /// <summary>The stretches of time of one date parameter; its values, and both sides of "not equal", are alternatives.</summary>
    private static IReadOnlyList<AuditRange> Ranges(DateFilter filter, DateTimeOffset now) =>
        filter is { Parameter: "date" or "_lastUpdated", Modifier: Modifier.None }
            ? [.. filter.Values.SelectMany(value => Ranges(value, now))]
            : throw NotSupported(filter);

    private static IEnumerable<AuditRange> Ranges(DateOperand value, DateTimeOffset now)
    {
        var (first, last) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        return value.Prefix switch
        {
            Prefix.Ne => [new(first, value.Low), new(value.High, last)],
            Prefix.Gt or Prefix.Sa => [new(value.High, last)],
            Prefix.Lt or Prefix.Eb => [new(first, value.Low)],
            Prefix.Ge => [new(value.Low, last)],
            Prefix.Le => [new(first, value.High)],
            Prefix.Ap => [new(value.Around(now).Low, value.Around(now).High)],
            _ => [new(value.Low, value.High)],
        };
    }
}
