namespace Hub.Fhir.FhirPath;

/// <summary>Where in an evaluation we are: $this, $index, $total and the variables defined on the way.</summary>
internal readonly struct Scope(EvaluationContext context, FhirPathValue self, int index = 0, ValueList? total = null, DefinedVariable? variables = null)
{
    public EvaluationContext Context { get; } = context;

    /// <summary>$this; does not exist when the input is empty.</summary>
    public FhirPathValue This { get; } = self;

    public int Index { get; } = index;

    public ValueList? Total { get; } = total;

    public DefinedVariable? Variables { get; } = variables;

    public Scope At(in FhirPathValue item, int number) => new(Context, item, number, Total, Variables);

    public Scope WithTotal(in FhirPathValue item, int number, ValueList total) => new(Context, item, number, total, Variables);

    public ValueList Rent() => Context.Rent();

    public void Return(ValueList list) => Context.Return(list);
}

/// <summary>A variable of defineVariable(), with those before it.</summary>
internal sealed record DefinedVariable(string Name, IReadOnlyList<FhirPathValue> Values, DefinedVariable? Before);
