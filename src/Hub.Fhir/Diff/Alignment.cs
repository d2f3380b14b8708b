using Hub.Fhir.Types;

namespace Hub.Fhir.Diff;

/// <summary>
/// Which item of the older list became which of the newer: those of the same id; then equal items in the longest common order;
/// and between these, those in the same turn are one item that changed. -1 stands for none.
/// </summary>
internal static class Alignment
{
    private const int LongestCompared = 500;

    public static IEnumerable<(int Older, int Newer)> Of(List<FhirElement> older, List<FhirElement> newer)
    {
        var freeOlder = Enumerable.Range(0, older.Count).ToList();
        var freeNewer = Enumerable.Range(0, newer.Count).ToList();
        var pairs = new List<(int Older, int Newer)>();
        PairById(older, newer, freeOlder, freeNewer, pairs);
        PairByOrder(freeOlder, freeNewer, freeOlder.ConvertAll(i => Fingerprint.Of(older[i])), freeNewer.ConvertAll(j => Fingerprint.Of(newer[j])), pairs);
        return pairs.OrderBy(pair => pair.Newer < 0 ? pair.Older : pair.Newer);
    }

    private static void PairById(List<FhirElement> older, List<FhirElement> newer, List<int> freeOlder, List<int> freeNewer, List<(int, int)> pairs)
    {
        var byId = freeOlder.Where(i => Id(older[i]) is not null).GroupBy(i => Id(older[i])!).ToDictionary(group => group.Key, group => group.First());
        var paired = new HashSet<int>();
        foreach (var j in freeNewer.ToList())
        {
            if (Id(newer[j]) is { } id && byId.Remove(id, out var i))
            {
                pairs.Add((i, j));
                paired.Add(i);
            }
        }

        var matched = pairs.ConvertAll(pair => pair.Item2).ToHashSet();
        freeOlder.RemoveAll(paired.Contains);
        freeNewer.RemoveAll(matched.Contains);
    }

    private static void PairByOrder(List<int> older, List<int> newer, List<string> left, List<string> right, List<(int, int)> pairs)
    {
        var (i, j) = (0, 0);
        foreach (var (anchorLeft, anchorRight) in Common(left, right).Append((left.Count, right.Count)))
        {
            while (i < anchorLeft || j < anchorRight)
            {
                pairs.Add((i < anchorLeft ? older[i++] : -1, j < anchorRight ? newer[j++] : -1));
            }

            (i, j) = (anchorLeft + 1, anchorRight + 1);
        }
    }

    private static string? Id(FhirElement element) => element.Value["id"u8] is { Exists: true } id ? id.Text : null;

    /// <summary>The longest common subsequence; of very long lists only what they begin and end with alike.</summary>
    private static IEnumerable<(int Left, int Right)> Common(List<string> left, List<string> right)
    {
        var start = 0;
        while (start < left.Count && start < right.Count && left[start] == right[start])
        {
            yield return (start, start++);
        }

        var tail = 0;
        while (tail < left.Count - start && tail < right.Count - start && left[^(tail + 1)] == right[^(tail + 1)])
        {
            tail++;
        }

        var (restLeft, restRight) = (left[start..^tail], right[start..^tail]);
        if (restLeft.Count <= LongestCompared && restRight.Count <= LongestCompared)
        {
            foreach (var (i, j) in Subsequence(restLeft, restRight))
            {
                yield return (start + i, start + j);
            }
        }

        for (; tail > 0; tail--)
        {
            yield return (left.Count - tail, right.Count - tail);
        }
    }

    private static IEnumerable<(int Left, int Right)> Subsequence(List<string> left, List<string> right)
    {
        var lengths = new int[left.Count + 1, right.Count + 1];
        for (var i = left.Count - 1; i >= 0; i--)
        {
            for (var j = right.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = left[i] == right[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        for (var (i, j) = (0, 0); i < left.Count && j < right.Count;)
        {
            if (left[i] == right[j])
            {
                yield return (i++, j++);
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }
}
