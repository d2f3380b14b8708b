using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Fhir.Care;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Api.Interactions;

/// <summary>Links among the entries of a transaction: urn:uuid and other fullUrls, and references by search criteria, become <c>Type/id</c>.</summary>
internal sealed class BundleLinks(string baseUrl)
{
    private readonly Dictionary<string, string> targets = new(StringComparer.Ordinal);

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
    public ValidResource? Apply(BundleEntry entry, GuardedTransaction transaction, List<Issue> issues)
    {
        var before = issues.Count;
        var text = JsonText.Of(entry.Resource.Raw.ToArray());
        if (!text.Root["resourceType"u8].TextEquals("Bundle"u8))
        {
            Resolve(text.Root, $"{entry.Place}.resource", transaction, issues);
            text = targets.Count > 0 ? JsonText.Of(ResourceStamp.ReplaceReferences(text, targets.GetValueOrDefault)) : text;
        }

        if (issues.Count > before)
        {
            return null;
        }

        var found = new List<Issue>();
        var resource = Validator.R4.Validate(text, found);
        if (resource is not null)
        {
            CareProfiles.Check(resource, found);
        }

        issues.AddRange(EntryIssues.Of(entry, found));
        return resource;
    }

    private void Resolve(JsonValue value, string place, GuardedTransaction transaction, List<Issue> issues)
    {
        foreach (var property in value.Properties)
        {
            var inner = $"{place}.{property.Name}";
            if (property.Value.Kind == JsonKind.String && property.NameEquals("reference"u8))
            {
                Resolve(property.Value.Text, inner, transaction, issues);
            }
            else
            {
                Resolve(property.Value, inner, transaction, issues);
            }
        }

        var number = 0;
        foreach (var item in value.Items)
        {
            Resolve(item, $"{place}[{number++}]", transaction, issues);
        }
    }

    private void Resolve(string reference, string place, GuardedTransaction transaction, List<Issue> issues)
    {
        if (targets.ContainsKey(reference))
        {
            return;
        }

        if (reference.StartsWith("urn:uuid:", StringComparison.Ordinal) || reference.StartsWith("urn:oid:", StringComparison.Ordinal))
        {
            issues.Add(Issue.Error(Problems.UnresolvedReference, "No entry of this Bundle has this fullUrl.", place));
            return;
        }

        var question = reference.IndexOf('?', StringComparison.Ordinal);
        if (question > 0 && DefinitionSet.R4.ResourceTypes.Contains(reference[..question]))
        {
            Find(reference, question, place, transaction, issues);
        }
    }

    private void Find(string reference, int question, string place, GuardedTransaction transaction, List<Issue> issues)
    {
        try
        {
            var query = Criteria.Parse(reference[..question], UrlQuery.Parse(reference[question..]), "A conditional reference", baseUrl);
            if (transaction.FindOne(query) is { } row)
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

    // "https://other.example/fhir/Patient/7" is what others in the Bundle may call "Patient/7".
    private static string? RelativeOf(string fullUrl)
    {
        var parts = fullUrl.Split('/');
        return fullUrl.StartsWith("http", StringComparison.Ordinal) && parts.Length > 3 && DefinitionSet.R4.ResourceTypes.Contains(parts[^2])
            ? $"{parts[^2]}/{parts[^1]}"
            : null;
    }
}
