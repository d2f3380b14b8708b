using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Terminology;
using Hub.Fhir.Types;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.FhirPath;

/// <summary>
/// What an evaluation may ask of the world, and its bounds. One context serves any number of evaluations, one after the other:
/// make one per resource (or thread) and use it again, it keeps the working lists.
/// </summary>
public sealed class EvaluationContext
{
    private readonly Stack<ValueList> lists = new();
    private readonly List<FhirElement> children = [];
    private int steps;
    private ProfileCheck? conformance;

    /// <summary>%resource; when it does not exist, the resource around the focus.</summary>
    public FhirElement Resource { get; set; }

    /// <summary>%rootResource; when it does not exist, the root resource around the focus.</summary>
    public FhirElement RootResource { get; set; }

    /// <summary>now(), today(), timeOfDay(); without it they fail.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>Finds what a reference or canonical points to, when it is neither contained nor in the same Bundle.</summary>
    public Func<string, FhirElement>? Resolver { get; init; }

    /// <summary>For references that lead nowhere: resolve() gives an empty resource of the type that the reference names.</summary>
    public bool ResolvesToType { get; init; }

    /// <summary>The profiles, and with them the value sets, that conformsTo(), slice() and memberOf() ask. Without them those that the hub holds.</summary>
    public ProfileSet? Profiles { get; init; }

    /// <summary>Whether the first code stands above the second, or is it; null when the hub does not know.</summary>
    public Func<(string? System, string Code), (string? System, string Code), bool?>? Subsumes { get; init; }

    /// <summary>Is told what trace() sees.</summary>
    public Action<string, IReadOnlyList<FhirPathValue>>? Trace { get; init; }

    /// <summary>%name for names that FHIR does not define.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FhirPathValue>>? Variables { get; init; }

    /// <summary>One step is about one item looked at. The default takes well under a second.</summary>
    public int MaxSteps { get; init; } = 1_000_000;

    /// <summary>The most items that one collection may hold, at 48 bytes each: steps bound the time of an expression, this bounds its memory.</summary>
    public int MaxItems { get; init; } = 200_000;

    /// <summary>The longest text that an expression may build.</summary>
    public int MaxText { get; init; } = 1_000_000;

    public CancellationToken CancellationToken { get; init; }

    /// <summary>The check of a profile that asks: what it may cost in all is bounded there.</summary>
    internal ProfileCheck? Check { get; init; }

    internal FhirElement Focus { get; private set; }

    internal void Begin(FhirElement focus)
    {
        Focus = focus;
        steps = 0;
        conformance = null;
        children.Clear(); // of an evaluation that failed
    }

    /// <summary>Null when the value set is not held.</summary>
    internal bool? IsMember(string valueSet, string? system, string code) =>
        (Profiles?.Terminology ?? TerminologySet.Held).IsMember(valueSet, system, code);

    internal Profile? Profile(string canonical) => (Profiles ?? ProfileSet.Held).Find(canonical);

    /// <summary>A check whose bounds hold for all that this evaluation asks of profiles.</summary>
    internal ProfileCheck Conformance() => Check ?? (conformance ??= new ProfileCheck(Profiles ?? ProfileSet.Held, ProfileFindings.Silent()));

    internal ValueList Rent() => lists.TryPop(out var list) ? list : new ValueList(MaxItems);

    internal void Return(ValueList list)
    {
        list.Clear();
        lists.Push(list);
    }

    /// <summary>Counts work; fails when it is too much.</summary>
    internal void Spend(int count, int position)
    {
        var before = steps;
        steps += count;
        if (steps > MaxSteps || steps < before)
        {
            throw new FhirPathException(FhirPathStage.Limit, $"The expression takes more than {MaxSteps} steps", position);
        }

        if ((before >> 12) != (steps >> 12))
        {
            CancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Adds the children of that name, or all for null.</summary>
    internal void AddChildren(FhirElement parent, string? name, ValueList output, int position)
    {
        parent.AddChildren(name, children);
        Spend(children.Count, position);
        foreach (var child in children)
        {
            output.Add(child);
        }

        children.Clear();
    }

    /// <summary>Counts what an operation has added: an item each, and its text if it is one, so that neither can grow without end.</summary>
    internal void SpendOn(ValueList output, int start, int position)
    {
        var cost = 0;
        for (var i = start; i < output.Count; i++)
        {
            var length = (output[i].Literal as SystemString)?.Value.Length ?? 0;
            cost += length <= MaxText ? 1 + (length / 16) : throw new FhirPathException(FhirPathStage.Limit, "The text becomes too long", position);
        }

        Spend(cost, position);
    }

    internal void AddChildrenOf(FhirElement parent, JsonMember member, ValueList output, int position)
    {
        parent.AddChildrenOf(member, children);
        Spend(children.Count, position);
        foreach (var child in children)
        {
            output.Add(child);
        }

        children.Clear();
    }

    internal SystemTemporal Moment(int position)
    {
        var now = Now ?? throw new FhirPathException(FhirPathStage.Execution, "No time is given to this evaluation", position);
        var milliseconds = now.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond;
        return new SystemTemporal(TemporalKind.DateTime, milliseconds, TemporalPrecision.Millisecond, (int)now.Offset.TotalMinutes);
    }
}
