using Hub.Fhir.Types;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Diff;

/// <summary>What changed between two versions of a resource, as narrow as it can be said. Versions and times of meta are not compared.</summary>
public sealed class ResourceDiff
{
    private readonly List<Change> changes = [];
    private readonly Place place = new();

    private ResourceDiff()
    {
    }

    public static IReadOnlyList<Change> Between(FhirElement before, FhirElement after)
    {
        var diff = new ResourceDiff();
        diff.place.Enter(after.Type.Name);
        if (before.Type != after.Type)
        {
            diff.Add(ChangeKind.Replaced, before, after);
        }
        else
        {
            diff.Compare(before, after);
        }

        return diff.changes;
    }

    private void Compare(FhirElement before, FhirElement after)
    {
        if (before.Type.IsPrimitive && !Fingerprint.AreEqual(before.Value, after.Value))
        {
            Add(ChangeKind.Replaced, before, after);
            return;
        }

        var older = before.Children().ToLookup(child => child.Member!.Ordinal);
        var newer = after.Children().ToLookup(child => child.Member!.Ordinal);
        foreach (var ordinal in older.Select(group => group.Key).Union(newer.Select(group => group.Key)).Order())
        {
            Compare(before, [.. older[ordinal]], [.. newer[ordinal]]);
        }
    }

    private void Compare(FhirElement parent, List<FhirElement> older, List<FhirElement> newer)
    {
        var element = (older is [var first, ..] ? first : newer[0]).Member!.Element;
        if (parent.Type.Name == "Meta" && element.Name is "versionId" or "lastUpdated")
        {
            return;
        }

        foreach (var (before, after) in element.IsArray ? Alignment.Of(older, newer) : [(older.Count - 1, newer.Count - 1)])
        {
            Compare(before < 0 ? default : older[before], after < 0 ? default : newer[after], element.IsArray ? Math.Max(after, after < 0 ? before : after) : -1);
        }
    }

    private void Compare(FhirElement before, FhirElement after, int index)
    {
        place.Enter((after.Exists ? after : before).Member!.Step);
        place.At(index);
        if (!before.Exists || !after.Exists)
        {
            Add(before.Exists ? ChangeKind.Removed : ChangeKind.Added, before, after);
        }
        else if (before.Type != after.Type)
        {
            Add(ChangeKind.Replaced, before, after);
        }
        else
        {
            Compare(before, after);
        }

        place.Leave();
    }

    private void Add(ChangeKind kind, FhirElement before, FhirElement after) => changes.Add(new(kind, place.ToString(), before, after));
}
