using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Terminology;
using Hub.Fhir.Validation;

namespace Hub.Api.Interactions;

/// <summary>Links among the entries of a transaction: urn:uuid and other fullUrls, and references by search criteria, become <c>Type/id</c>.</summary>
internal sealed class BundleLinks(string baseUrl, NhsNumberRule nhsNumbers)
{
    private readonly Dictionary<string, string> targets = new(StringComparer.Ordinal);

    /// <summary>True once a reference by search criteria was met without a store to ask.</summary>
    public bool NeedStore { get; private set; }

    /// <summary>Where the resource of an entry will live.</summary>
    public void Add(BundleEntry entry, string address)
    {
        if (entry.FullUrl is not { } fullUrl)
        {
            return;
        }

        targets[fullUrl] = address;
        if (entry.IsCreate && RelativeOf(fullUrl) is { } relative)
        {
            targets[relative] = address;
        }
    }

    /// <summary>The resource with its links resolved; null when one leads nowhere.</summary>
    public ValidResource? Apply(BundleEntry entry, Func<SearchQuery, StoredResource?>? find, List<Issue> issues)
    {
        var before = issues.Count;
        var text = JsonText.Of(entry.Resource.Raw.ToArray());
        if (!text.Root["resourceType"u8].TextEquals("Bundle"u8))
        {
            Resolve(text.Root, new Way(null, $"{entry.Place}.resource", default, -1), find, issues);
            text = targets.Count > 0 ? JsonText.Of(ResourceStamp.ReplaceReferences(text, targets.GetValueOrDefault)) : text;
        }

        if (NeedStore)
        {
            return null;
        }

        var resource = Checked(entry, text, nhsNumbers, issues);
        return issues.Count > before ? null : resource;
    }

    /// <summary>The resource as it stands, with every issue found in it.</summary>
    public static ValidResource? Checked(BundleEntry entry, JsonText text, NhsNumberRule nhsNumbers, List<Issue> issues)
    {
        var found = new List<Issue>();
        var resource = Validator.R4.Validate(text, found);
        if (resource is not null)
        {
            found.AddRange(ProfileFindings.Of(resource, nhsNumbers));
        }

        // A link that leads nowhere has been told; that it has no form FHIR allows would say it twice.
        var told = issues.Select(issue => issue.Expression).ToHashSet();
        issues.AddRange(EntryIssues.Of(entry, found.Where(issue => issue.IsError)).Where(issue => !told.Contains(issue.Expression)));
        return resource;
    }

    private void Resolve(JsonValue value, Way way, Func<SearchQuery, StoredResource?>? find, List<Issue> issues)
    {
        foreach (var property in value.Properties)
        {
            if (property.Value.Kind == JsonKind.String && property.NameEquals("reference"u8))
            {
                Resolve(property.Value.Text, way, find, issues);
            }
            else if (property.Value.Kind is JsonKind.Object or JsonKind.Array)
            {
                Resolve(property.Value, new Way(way, null, property, -1), find, issues);
            }
        }

        var number = 0;
        foreach (var item in value.Items)
        {
            Resolve(item, new Way(way, null, default, number++), find, issues);
        }
    }

    private void Resolve(string reference, Way way, Func<SearchQuery, StoredResource?>? find, List<Issue> issues)
    {
        if (targets.ContainsKey(reference))
        {
            return;
        }

        if (reference.StartsWith("urn:uuid:", StringComparison.Ordinal) || reference.StartsWith("urn:oid:", StringComparison.Ordinal))
        {
            issues.Add(Issue.Error(Problems.UnresolvedReference, "No entry of this Bundle has this fullUrl.", $"{way}.reference"));
            return;
        }

        var question = reference.IndexOf('?', StringComparison.Ordinal);
        if (question > 0 && DefinitionSet.R4.ResourceTypes.Contains(reference[..question]))
        {
            Find(reference, question, $"{way}.reference", find, issues);
        }
    }

    private void Find(string reference, int question, string place, Func<SearchQuery, StoredResource?>? find, List<Issue> issues)
    {
        NeedStore = find is null;
        if (find is null)
        {
            return;
        }

        try
        {
            var query = Criteria.Parse(reference[..question], UrlQuery.Parse(reference[question..]), "A conditional reference", baseUrl);
            if (find(query) is { } row)
            {
                targets[reference] = row.Address.ToString();
            }
            else
            {
                issues.Add(Issue.Error(Problems.UnresolvedReference, "Nothing meets the criteria of this reference.", place));
            }
        }
        catch (ProblemException problem)
        {
            issues.AddRange(problem.Issues.Select(issue => issue with { Expression = place }));
        }
    }

    /// <summary>The way to a value, written out only where something is to be told of it.</summary>
    private sealed record Way(Way? Around, string? Start, JsonProperty Property, int Item)
    {
        public override string ToString() => Start ?? (Item >= 0 ? $"{Around}[{Item}]" : $"{Around}.{Property.Name}");
    }

    // "https://other.example/fhir/Patient/7" is what others in the Bundle may call "Patient/7".
    private static string? RelativeOf(string fullUrl)
    {
        var parts = fullUrl.Split('/');
        return fullUrl.StartsWith("http", StringComparison.Ordinal) && parts.Length > 3 && DefinitionSet.R4.ResourceTypes.Contains(parts[^2])
            ? $"{parts[^2]}/{parts[^1]}"
            : null;
    }
}
