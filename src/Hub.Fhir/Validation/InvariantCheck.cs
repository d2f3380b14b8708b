using System.Collections.Concurrent;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation;

/// <summary>
/// The invariants of types and elements (http://hl7.org/fhir/R4/conformance-rules.html#constraints). The structure check notes
/// on its way where there are some; they are asked at the end, when it is sure that every element has its type.
/// </summary>
internal sealed class InvariantCheck(JsonText text, IssueSink sink)
{
    private static readonly ConcurrentDictionary<TypeDefinition, InvariantRule[]> TypeRules = new();
    private static readonly ConcurrentDictionary<JsonMember, InvariantRule[]> ElementRules = new();

    private readonly List<Noted> noted = [];

    /// <summary>An object of a type; seen has a bit for each element that it has.</summary>
    public void Note(int row, TypeDefinition type, JsonMember? member, ulong seen, int resource, int rootResource)
    {
        Note(RulesOf(type), row, type, member, seen, resource, rootResource);
        if (member is { Element.Invariants.Count: > 0 })
        {
            Note(RulesOf(member), row, type, member, seen, resource, rootResource);
        }
    }

    public void NotePrimitive(int row, JsonMember member, int resource, int rootResource)
    {
        if (member.Element.Invariants.Count > 0)
        {
            Note(RulesOf(member), row, member.Type, member, ulong.MaxValue, resource, rootResource);
        }
    }

    public void Run()
    {
        if (noted.Count == 0)
        {
            return;
        }

        var context = new EvaluationContext();
        foreach (var (rule, element) in noted)
        {
            if (!sink.IsFull)
            {
                Ask(rule, element, context);
            }
        }
    }

    private void Note(InvariantRule[] rules, int row, TypeDefinition type, JsonMember? member, ulong seen, int resource, int rootResource)
    {
        foreach (var rule in rules)
        {
            if ((rule.Needs & seen) != 0 || rule.Needs == ulong.MaxValue)
            {
                noted.Add(new(rule, new FhirElement(text, row, -1, type, resource, rootResource, member)));
            }
        }
    }

    private void Ask(InvariantRule rule, FhirElement element, EvaluationContext context)
    {
        try
        {
            if (rule.Expression.Test(element, context) != true)
            {
                Report(rule.Invariant, Problems.InvariantFailed, rule.Invariant.Human, element);
            }
        }
        catch (FhirPathException exception) when (exception.Stage == FhirPathStage.Limit)
        {
            Report(rule.Invariant, Problems.TooCostly, "the rule would take too long on a resource of this size; send smaller ones.", element);
        }
        catch (FhirPathException)
        {
            Report(rule.Invariant, Problems.InvariantFailed, rule.Invariant.Human, element);
        }
    }

    private void Report(Invariant invariant, Problem problem, string words, FhirElement element)
    {
        var severity = invariant.Severity == "warning" ? Severity.Warning : Severity.Error;
        sink.At(severity, problem, $"{invariant.Key}: {words}", text, element.Value.Index);
    }

    private static InvariantRule[] RulesOf(TypeDefinition type) => TypeRules.GetOrAdd(type, key => InvariantRule.Of(key, key.Invariants));

    private static InvariantRule[] RulesOf(JsonMember member) =>
        ElementRules.GetOrAdd(member, key => InvariantRule.Of(key.Type, key.Element.Invariants));

    private readonly record struct Noted(InvariantRule Rule, FhirElement Element);
}
