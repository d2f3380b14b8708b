using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Api.Interactions;

/// <summary>What a transaction is going to do: its entries in order, the ids they get, and their resources with all links resolved.</summary>
internal sealed class TransactionPlan
{
    private static readonly string[] Order = ["DELETE", "POST", "PUT", "PATCH"];

    private readonly BundleLinks links;
    private readonly Dictionary<int, string> ids = [];
    private readonly Dictionary<int, StoredResource> found = [];
    private readonly Dictionary<int, ValidResource> resources = [];

    private TransactionPlan(IReadOnlyList<BundleEntry> entries, string baseUrl)
    {
        Entries = entries;
        links = new BundleLinks(baseUrl);
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

        Validator.R4.Validate(request.Body, issues);
        RequireDistinct(entries, issues);
        return issues.Any(issue => issue.IsError) ? throw new ProblemException(issues) : new TransactionPlan(entries, request.BaseUrl);
    }

    /// <summary>Gives every entry its id, and every reference its target.</summary>
    public void Resolve(GuardedTransaction transaction)
    {
        var issues = new List<Issue>();
        foreach (var entry in Changes)
        {
            Identify(entry, transaction, issues);
        }

        foreach (var entry in Changes.Where(entry => entry.Route.Takes == Takes.Resource && !found.ContainsKey(entry.Index)))
        {
            if (links.Apply(entry, transaction, issues) is { } resource)
            {
                resources[entry.Index] = resource;
            }
        }

        if (issues.Any(issue => issue.IsError))
        {
            throw new ProblemException(issues);
        }
    }

    /// <summary>The answer of a conditional create that found its resource there already.</summary>
    public FhirAnswer? Found(BundleEntry entry)
        => found.TryGetValue(entry.Index, out var row) ? FhirAnswer.Written(StatusCodes.Status200OK, row) : null;

    /// <summary>The entry that writes the resource (type/id).</summary>
    public BundleEntry? EntryOf(string? address) => address is null ? null : Changes.FirstOrDefault(entry => Address(entry) == address);

    public FhirRequest Request(BundleEntry entry) => entry.Request with
    {
        Id = ids.GetValueOrDefault(entry.Index, entry.Request.Id),
        Resource = resources.GetValueOrDefault(entry.Index),
        Body = entry.Route.Takes == Takes.Patch ? entry.PatchBody() : resources.GetValueOrDefault(entry.Index)?.Text,
        Conditions = entry.Request.Conditions with { IfNoneExist = null },
    };

    private void Identify(BundleEntry entry, GuardedTransaction transaction, List<Issue> issues)
    {
        try
        {
            if (entry.IsCreate)
            {
                ids[entry.Index] = CreatedId(entry, transaction);
            }
            else if (entry.IsConditionalUpdate)
            {
                ids[entry.Index] = ConditionalUpdate.Target(transaction, entry.Request, entry.ResourceId).Id;
            }

            links.Add(entry, Address(entry));
        }
        catch (ProblemException problem)
        {
            issues.AddRange(EntryIssues.Of(entry, problem.Issues));
        }
    }

    private string Address(BundleEntry entry) => $"{entry.Request.Type}/{ids.GetValueOrDefault(entry.Index, entry.Request.Id)}";

    private string CreatedId(BundleEntry entry, GuardedTransaction transaction)
    {
        if (Create.Match(transaction, entry.Request) is not { } there)
        {
            return transaction.NewId(entry.Request.Type);
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
