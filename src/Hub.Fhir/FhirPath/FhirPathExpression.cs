using System.Collections.Concurrent;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath.Expressions;
using Hub.Fhir.FhirPath.Parsing;
using Hub.Fhir.FhirPath.Semantics;
using Hub.Fhir.Types;

namespace Hub.Fhir.FhirPath;

/// <summary>
/// A compiled FHIRPath expression (https://hl7.org/fhirpath/N1/ with http://hl7.org/fhir/R4/fhirpath.html). Immutable and
/// free of threads; the <see cref="EvaluationContext"/> is not. See specs/fhirpath.md.
/// </summary>
public sealed class FhirPathExpression
{
    /// <summary>The longest text that is compiled.</summary>
    public const int MaxLength = 100_000;

    /// <summary>How deeply an expression and its evaluation may be nested.</summary>
    public const int MaxDepth = 256;

    private const int CacheSize = 10_000;

    private static readonly ConcurrentDictionary<string, FhirPathExpression> Cache = new(StringComparer.Ordinal);

    private readonly Expression expression;
    private readonly bool definesVariables;

    private FhirPathExpression(string text)
    {
        Text = text;
        definesVariables = text.Contains(Functions.Utilities.DefineVariable, StringComparison.Ordinal);
        expression = text.Length <= MaxLength
            ? Parser.Parse(text)
            : throw new FhirPathException(FhirPathStage.Limit, $"The expression has more than {MaxLength} characters", MaxLength);
    }

    public string Text { get; }

    internal Expression Root => expression;

    /// <summary>Compiles, or finds what was compiled before; throws a <see cref="FhirPathException"/> that names the place.</summary>
    public static FhirPathExpression Compile(string text)
    {
        if (Cache.TryGetValue(text, out var known))
        {
            return known;
        }

        var compiled = new FhirPathExpression(text);
        if (Cache.Count < CacheSize)
        {
            Cache.TryAdd(text, compiled);
        }

        return compiled;
    }

    /// <summary>The result on a focus, which is %context and $this.</summary>
    public IReadOnlyList<FhirPathValue> Evaluate(FhirElement focus, EvaluationContext context)
    {
        var output = context.Rent();
        expression.Evaluate(Start(focus, context), output);
        var result = output.ToArray();
        context.Return(output);
        return result;
    }

    /// <summary>
    /// The result as one Boolean, null when it is empty: what invariants need. Nothing is allocated for most of them when the
    /// context is used again. Mind that some invariants of R4 (bdl-8, ref-1) give nothing where the element they speak of is absent.
    /// </summary>
    public bool? Test(FhirElement focus, EvaluationContext context)
    {
        return expression.Test(Start(focus, context));
    }

    /// <summary>
    /// Strict mode: throws when the expression cannot mean anything on elements of that type, because an element does not exist there,
    /// an order is relied on that there is not, or a function gets what it never takes.
    /// </summary>
    public void Check(TypeDefinition type) => TypeChecker.Check(expression, type);

    /// <summary>The canonical text: every bracket set, which compiles to the same.</summary>
    public override string ToString() => expression.ToString();

    private Scope Start(FhirElement focus, EvaluationContext context)
    {
        context.Begin(focus);
        return new Scope(context, focus.Exists ? new FhirPathValue(focus) : default, variables: definesVariables ? new VariableFrame(null) : null);
    }
}
