using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>
/// Regular expressions in single-line mode, where the dot is any character. Nearly all run in time linear in the text; those with
/// look-around or back references are stopped after a tenth of a second.
/// </summary>
internal static class Patterns
{
    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.CultureInvariant;
    private const int CacheSize = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly ConcurrentDictionary<string, Regex> Cache = new(StringComparer.Ordinal);

    public static bool IsMatch(string text, string pattern, in Call call)
    {
        var regex = Of(pattern, call);
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow(call);
        }
    }

    public static string Replace(string text, string pattern, string substitution, in Call call)
    {
        var regex = Of(pattern, call);
        try
        {
            return regex.Replace(text, substitution);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow(call);
        }
    }

    private static Regex Of(string pattern, in Call call)
    {
        if (Cache.TryGetValue(pattern, out var known))
        {
            return known;
        }

        try
        {
            var regex = Compile(pattern);
            return Cache.Count < CacheSize ? Cache.GetOrAdd(pattern, regex) : regex;
        }
        catch (ArgumentException)
        {
            throw call.Error("The regular expression is not valid");
        }
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, Options | RegexOptions.NonBacktracking, Patience);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, Options, Patience);
        }
    }

    private static FhirPathException TooSlow(in Call call) => new(FhirPathStage.Limit, "The regular expression takes too long on this text", call.Position);
}
