using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>fixed[x], pattern[x], minValue[x], maxValue[x], maxLength and regular expressions.</summary>
internal sealed class ValueCheck(ProfileCheck check)
{
    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.CultureInvariant;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly ConcurrentDictionary<string, Regex?> Expressions = new(StringComparer.Ordinal);

    public void Check(FhirElement element, ProfileElement rule)
    {
        if (rule.Fixed is { } same && IsComparable(element, same) && !JsonPattern.Is(element.Value, same.Value))
        {
            Fail(element, rule, $"must be exactly {same.Value}");
        }

        if (rule.Pattern is { } pattern && IsComparable(element, pattern) && !JsonPattern.Has(element.Value, pattern.Value))
        {
            Fail(element, rule, $"must be, or have, {pattern.Value}");
        }

        if (rule.MaxLength is { } length && element.Value.Kind == Json.JsonKind.String && element.Value.Text.Length > length)
        {
            Fail(element, rule, $"must not be longer than {length} characters");
        }

        Range(element, rule);
        if (rule.Regex is { } expression && element.Type.IsPrimitive && element.Value.Exists)
        {
            Match(element, rule, expression);
        }
    }

    /// <summary>A fixed string says nothing of the quantity that another slice of the choice holds.</summary>
    private static bool IsComparable(FhirElement element, TypedValue expected) =>
        element.Member is not { Element.IsChoice: true } || element.Type.Is(expected.Type);

    private void Range(FhirElement element, ProfileElement rule)
    {
        if (rule.MinValue is { } min && Compare(element, min) < 0)
        {
            Fail(element, rule, $"must not be less than {min.Value}");
        }

        if (rule.MaxValue is { } max && Compare(element, max) > 0)
        {
            Fail(element, rule, $"must not be more than {max.Value}");
        }
    }

    private static int? Compare(FhirElement element, TypedValue limit)
    {
        if (DefinitionSet.R4.Type(limit.Type) is not { } type || !element.Type.Is(type.Name)
            || ElementValues.Of(element) is not { } value || ElementValues.Of(FhirElement.Of(limit.Value, type)) is not { } bound)
        {
            return null;
        }

        return Ordering.Compare(value, bound, 0);
    }

    private void Match(FhirElement element, ProfileElement rule, string pattern)
    {
        try
        {
            if (Compiled(pattern) is { } expression && !expression.IsMatch(element.Value.Text))
            {
                Fail(element, rule, "has not the form that the profile asks for");
            }
        }
        catch (RegexMatchTimeoutException)
        {
            check.Findings.Add(Severity.Warning, Problems.NotChecked, $"{check.Title}: the regular expression of {rule.Name} takes too long: not checked.", element);
        }
    }

    /// <summary>In time linear to the text where it can be, else stopped after a tenth of a second. Null for what is no regular expression.</summary>
    private static Regex? Compiled(string pattern) =>
        Expressions.TryGetValue(pattern, out var known) ? known : Expressions.Count < 1000 ? Expressions.GetOrAdd(pattern, Compile) : Compile(pattern);

    private static Regex? Compile(string pattern)
    {
        var whole = $"^(?:{pattern})$";
        try
        {
            return new Regex(whole, Options | RegexOptions.NonBacktracking, Patience);
        }
        catch (NotSupportedException)
        {
            return new Regex(whole, Options, Patience);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private void Fail(FhirElement element, ProfileElement rule, string what) =>
        check.Findings.Error(Problems.ProfileFailed, $"{check.Title}: {rule.Name} {what}.", element);
}
