using Hub.Api.Http;

namespace Hub.Api.OpenApi;

/// <summary>What the page says of each interaction.</summary>
internal static class RouteWords
{
    public static readonly (string Name, string Description)[] ResultParameters =
    [
        ("_sort", "search parameters to sort by, a minus before those that go down"),
        ("_count", "how many matches a page has"),
        ("_include", "also what the matches refer to: [type]:[parameter]"),
        ("_revinclude", "also what refers to the matches: [type]:[parameter]"),
        ("_total", "none, estimate or accurate"),
        ("_summary", "true, text, data, count or false"),
    ];

    private static readonly (string Name, string Description) IfMatch = ("If-Match", "The version that is changed, as read in ETag: W/\"3\"");

    private static readonly (string Name, string Description) Prefer = ("Prefer", "return=representation, minimal or OperationOutcome");

    private const string Later = "respond-async: answered with 202, and Content-Location says where the result will be";

    public static string Summary(FhirRoute route, string type) => route.Interaction switch
    {
        "capabilities" => "What the hub can do",
        "transaction" => "A Bundle: all entries together (transaction) or each by itself (batch)",
        "search-type" => $"Search for {type}" + (route.Takes == Takes.Form ? ", with the parameters in a form" : ""),
        "create" => $"Create a {type} under a new id",
        "read" => $"Read the current version of a {type}",
        "vread" => $"Read one version of a {type}",
        "search-system" => "Search over all types",
        "search-compartment" => "What belongs to one person: [member] is a type, or * for all",
        "history-system" => "The versions of all resources, newest first",
        "history-type" => $"The versions of all resources of type {type}, newest first",
        "$everything" when route.Path.StartsWith("Patient/$", StringComparison.Ordinal) => "The records of all people, as far as you may see them",
        "$everything" => "The record of one person, as far as you may see it",
        "$validate" => "What the hub would say of a resource, without keeping it",
        "$meta" => $"Version, profiles, labels and tags of a {type}",
        "$meta-add" => $"Give a {type} profiles, labels and tags",
        "$meta-delete" => $"Take profiles, labels and tags from a {type}",
        "$document" => "A Composition and what it refers to, as one Bundle" + (route.Method == "POST" ? "; kept when persist is true" : ""),
        "$erase" when route.Method == "GET" => "What of an erasure was asked for or done, and the proof",
        "$erase" => $"Take the content of a {type} out of the hub for good: one manager asks with a reason, another confirms",
        "$export" => route.OnlyType switch
        {
            null => "Begin an export of all that you may see, as NDJSON files",
            "Group" => "Begin an export of the records of a Group's members",
            _ => "Begin an export of the records of all people that you may see",
        },
        "async" when route.Method == "DELETE" => "End long work, or forget its result",
        "async" => route.Path.EndsWith("{member}", StringComparison.Ordinal) ? "A file of an export" : "How far long work is; once done, its result",
        "$validate-code" => $"Is a code of this {(type == "ValueSet" ? "value set" : "code system")}? What the hub does not hold is not checked",
        "$lookup" => "What a code means",
        "$expand" => "The codes of a value set, filtered and paged",
        "$translate" => "How a code is said in another code system",
        "$emergency-access" => "Open a person's records in an emergency: a token with purpose BTG or ETREAT, and X-Emergency-Reason",
        "patch" when route.Path == "{type}" => $"Change part of the one {type} that meets the criteria",
        "patch" => $"Change part of a {type}",
        "update" when route.Path == "{type}" => $"Change the one {type} that meets the criteria, or create it",
        "delete" when route.Path == "{type}" => $"Delete the one {type} that meets the criteria",
        "update" => $"Change a {type}, or create it under a free id",
        "delete" => $"Delete a {type}; its versions stay",
        "history-instance" => $"All versions of a {type}",
        _ => $"{route.Interaction} of {type}",
    };

    public static IReadOnlyList<(string Name, string Description)> Headers(FhirRoute route) => route.Interaction switch
    {
        "read" => [("If-None-Match", "The version you hold: 304 when it is current")],
        "create" => [("If-None-Exist", "Search criteria: create only when nothing meets them"), Prefer],
        "update" or "patch" => [IfMatch, Prefer],
        "delete" => [IfMatch],
        "transaction" => [(Prefer.Name, $"{Prefer.Description}; {Later} for a batch")],
        "$everything" => [(Prefer.Name, Later)],
        "$meta-add" or "$meta-delete" => [IfMatch],
        "$emergency-access" => [("X-Emergency-Reason", "Why, in words: the named worker will read it")],
        "search-type" => [("Prefer", "handling=lenient ignores parameters the hub does not know")],
        _ => [],
    };

    public static string Status(FhirRoute route) => route.Interaction switch
    {
        "create" => "201",
        "$export" => "202",
        "async" when route.Method == "DELETE" => "202",
        "delete" => "204",
        _ => "200",
    };

    public static string Answer(FhirRoute route) => route.Interaction switch
    {
        "create" => "Created; Location says where",
        "delete" => "Deleted",
        "search-type" or "search-system" or "search-compartment" or "$everything" => "A Bundle of type searchset",
        "history-instance" or "history-type" or "history-system" => "A Bundle of type history",
        "transaction" => "A Bundle with one answer for each entry",
        "$validate" => "An OperationOutcome; status 200 whatever it says",
        "$document" => "A Bundle of type document",
        "$export" => "Begun; Content-Location says where to ask how far it is",
        "async" => "202 while it runs; then the list of files, or the file; of a batch or $everything a Bundle of type batch-response",
        "$expand" => "A ValueSet with its expansion",
        _ when route.IsOperation => "Parameters",
        "capabilities" => "A CapabilityStatement",
        _ => "The resource",
    };
}
