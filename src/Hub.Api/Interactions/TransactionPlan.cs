using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Terminology;
using Hub.Fhir.Validation;

namespace Hub.Api.Interactions;

/// <summary>What a transaction is going to do: its entries in order, the ids they get, and their resources with all links resolved.</summary>
internal sealed class TransactionPlan
{
    private static readonly string[] Order = ["DELETE", "POST", "PUT", "PATCH"];

    private readonly string baseUrl;
    private readonly NhsNumberRule nhsNumbers;
    private BundleLinks links;
    private readonly Dictionary<int, string> ids = [];
    private readonly Dictionary<int, StoredResource> found = [];
    private readonly Dictionary<int, ValidResource> resources = [];

    private TransactionPlan(IReadOnlyList<BundleEntry> entries, FhirRequest request)
    {
        Entries = entries;
        (baseUrl, nhsNumbers) = (request.BaseUrl, request.Store.NhsNumbers);
        links = new BundleLinks(baseUrl, nhsNumbers);
    }

    public IReadOnlyList<BundleEntry> Entries { get; }

    /// <summary>DELETE, POST, PUT, PATCH: the order the specification gives.</summary>
    public IEnumerable<BundleEntry> Changes => Entries
        .Where(entry => entry.Route.Change is not null)
        .OrderBy(entry => Array.IndexOf(Order, entry.Route.Method));

    /// <summary>Reads the whole Bundle, or throws every issue found in it.</summary>
    public static TransactionPlan Of(FhirRequest request)
    {
        var issues = new List<Issue>();
        var entries = new List<BundleEntry>();
        var index = 0;
        foreach (var item in request.Body!.Root["entry"u8].Items)
        {
            if (BundleEntry.Read(index++, item, request, issues) is { } entry)
            {
                entries.Add(entry);
            }
        }

        issues.AddRange(BundleShell.Issues(request.Body.Root));
        RequireDistinct(entries, issues);
        return issues.Any(issue => issue.IsError) ? throw AllOf(issues, entries, request.Store.NhsNumbers) : new TransactionPlan(entries, request);
    }

    // What is wrong with the entries is no reason not to say what is wrong with their resources.
    private static ProblemException AllOf(List<Issue> issues, List<BundleEntry> entries, NhsNumberRule nhsNumbers)
    {
        foreach (var entry in entries.Where(entry => entry.Route.Takes == Takes.Resource))
        {
            BundleLinks.Checked(entry, JsonText.Of(entry.Resource.Raw.ToArray()), nhsNumbers, issues);
        }

        return new ProblemException(issues);
    }

    /// <summary>
    /// Gives every entry its id, and every reference its target. False when that takes a look into the store
    /// (<paramref name="find"/>), which only the transaction itself can answer for.
    /// </summary>
    public bool Resolve(Func<string> newId, Func<SearchQuery, StoredResource?>? find)
    {
        if (find is null && Changes.Any(entry => entry.IsConditional))
        {
            return false;
        }

        links = new BundleLinks(baseUrl, nhsNumbers);
        var issues = new List<Issue>();
        foreach (var entry in Changes)
        {
            Identify(entry, newId, find, issues);
        }

        foreach (var entry in Changes.Where(entry => entry.Route.Takes == Takes.Resource && !found.ContainsKey(entry.Index)))
        {
            if (links.Apply(entry, find, issues) is { } resource)
            {
                resources[entry.Index] = resource;
            }
        }

        if (links.NeedStore)
        {
            return false;
        }

        return issues.Any(issue => issue.IsError) ? throw new ProblemException(issues) : true;
    }

    /// <summary>The resources as they will be written, as far as they are known.</summary>
    public IEnumerable<ValidResource> Resources => resources.Values;

    /// <summary>The answer of a conditional create that found its resource there already.</summary>
    public FhirAnswer? Found(BundleEntry entry)
        => found.TryGetValue(entry.Index, out var row) ? FhirAnswer.Written(StatusCodes.Status200OK, row) : null;

    /// <summary>The entry that writes the resource (type/id).</summary>
    public BundleEntry? EntryOf(string? address) => address is null ? null : Changes.FirstOrDefault(entry => Address(entry) == address);

    public FhirRequest Request(BundleEntry entry) => entry.Request with
    {
        Id = ids.GetValueOrDefault(entry.Index, entry.Request.Id),
        Resource = resources.GetValueOrDefault(entry.Index),
        Body = entry.Route.Takes is Takes.Patch or Takes.Parameters ? entry.WithBody().Body : resources.GetValueOrDefault(entry.Index)?.Text,
        Conditions = entry.Request.Conditions with { IfNoneExist = null },
    };

    private void Identify(BundleEntry entry, Func<string> newId, Func<SearchQuery, StoredResource?>? find, List<Issue> issues)
    {
        try
        {
            if (entry.IsCreate)
            {
                ids[entry.Index] = CreatedId(entry, newId, find);
            }
            else if (entry.IsConditionalUpdate)
            {
                ids[entry.Index] = ConditionalUpdate.Target(entry.Request, entry.ResourceId, newId, find!).Id;
            }

            links.Add(entry, Address(entry));
        }
        catch (ProblemException problem)
        {
            issues.AddRange(EntryIssues.Of(entry, problem.Issues));
        }
    }

    private string Address(BundleEntry entry) => $"{entry.Request.Type}/{ids.GetValueOrDefault(entry.Index, entry.Request.Id)}";

    private string CreatedId(BundleEntry entry, Func<string> newId, Func<SearchQuery, StoredResource?>? find)
    {
        if (find is null || Create.Match(entry.Request, find) is not { } there)
        {
            return newId();
        }

        found[entry.Index] = there;
        return there.Id;
    }

    private static void RequireDistinct(List<BundleEntry> entries, List<Issue> issues)
    {
        var changed = new HashSet<ResourceKey>();
        var fullUrls = new HashSet<string>();
        foreach (var entry in entries.Where(entry => entry.Route.Change is not null))
        {
            if (entry.Request.Id.Length > 0 && !changed.Add(new ResourceKey(entry.Request.Type, entry.Request.Id)))
            {
                issues.Add(Issue.Error(Problems.DuplicateEntry, "Another entry changes the same resource.", $"{entry.Place}.request.url"));
            }

            if (entry.FullUrl is { } url && !fullUrls.Add(url))
            {
                issues.Add(Issue.Error(Problems.DuplicateEntry, "Another entry has the same fullUrl.", $"{entry.Place}.fullUrl"));
            }
        }
    }
}
