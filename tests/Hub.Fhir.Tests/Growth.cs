using System.Diagnostics;

namespace Hub.Fhir.Tests;

/// <summary>How the work for an input grows with its size, told by comparing in one run: no clock of another machine counts.</summary>
internal static class Growth
{
    /// <summary>Of what takes less, a collection of garbage is the greater part.</summary>
    private const double Noise = 50;

    /// <summary>
    /// Fails when four times the size costs more than ten times the work, five times over: what is linear takes four times,
    /// what is quadratic sixteen. The quickest of three tries counts for each size.
    /// </summary>
    public static void IsNotQuadratic(int size, Action<int> work)
    {
        var ratios = new List<double>();
        do
        {
            ratios.Add(Quickest(size, work) / Math.Max(Noise, Quickest(size / 4, work)));
        }
        while (ratios[^1] > 10 && ratios.Count < 5);

        Assert.InRange(ratios.Min(), 0, 10);
    }

    private static double Quickest(int size, Action<int> work) => Enumerable.Range(0, 3).Min(_ =>
    {
        var start = Stopwatch.GetTimestamp();
        work(size);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    });
}
