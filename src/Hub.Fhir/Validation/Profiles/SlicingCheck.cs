using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>Which slice each item is of, and what follows from it (http://hl7.org/fhir/R4/profiling.html#slicing).</summary>
internal sealed class SlicingCheck(ProfileCheck check)
{
    private const string Default = "@default";

    private readonly DiscriminatorMatch match = new(check);

    public void Check(FhirElement parent, IReadOnlyList<FhirElement> items, ProfileElement sliced) => Check(parent, items, sliced, sliced.Slicing ?? Slicing.Unsaid);

    private void Check(FhirElement parent, IReadOnlyList<FhirElement> items, ProfileElement sliced, Slicing slicing)
    {
        var named = sliced.Slices.FindAll(slice => slice.SliceName != Default);
        var groups = named.ConvertAll(_ => new List<FhirElement>());
        var rest = new List<FhirElement>();
        var last = 0;
        foreach (var item in items)
        {
            var slice = named.FindIndex(candidate => match.Is(item, candidate, slicing));
            Place(item, slice, rest.Count, last, slicing);
            (slice < 0 ? rest : groups[slice]).Add(item);
            last = slice < 0 ? last : Math.Max(last, slice);
        }

        for (var slice = 0; slice < named.Count; slice++)
        {
            Slice(parent, groups[slice], named[slice], slicing);
        }

        if (sliced.Slices.Find(slice => slice.SliceName == Default) is { } remainder)
        {
            Slice(parent, rest, remainder, slicing);
        }
    }

    /// <summary>Whether an item may stand where it does, and outside of all slices.</summary>
    private void Place(FhirElement item, int slice, int unmatched, int last, Slicing slicing)
    {
        if (slice < 0 && slicing.Rules == "closed")
        {
            check.Findings.Error(Problems.ProfileFailed, $"{check.Title}: this is none of the slices that the profile allows here.", item);
        }
        else if (slice >= 0 && unmatched > 0 && slicing.Rules == "openAtEnd")
        {
            check.Findings.Error(Problems.ProfileFailed, $"{check.Title}: what the profile names must come before what it does not name.", item);
        }
        else if (slice >= 0 && slice < last && slicing.IsOrdered)
        {
            check.Findings.Error(Problems.ProfileFailed, $"{check.Title}: the slices must come in the order of the profile.", item);
        }
    }

    private void Slice(FhirElement parent, List<FhirElement> items, ProfileElement slice, Slicing slicing)
    {
        check.Occurrence(parent, items.Count, slice);
        foreach (var item in items)
        {
            check.Element(item, slice);
        }

        if (slice.Slices.Count > 0)
        {
            Check(parent, items, slice, slice.Slicing ?? slicing);
        }
    }
}
