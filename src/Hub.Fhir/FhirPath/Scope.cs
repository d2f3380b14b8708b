namespace Hub.Fhir.FhirPath;

/// <summary>Where in an evaluation we are: $this, $index, $total and the variables defined on the way.</summary>
internal readonly struct Scope(EvaluationContext context, FhirPathValue self, int index = 0, ValueList? total = null, VariableFrame? variables = null)
{
    public EvaluationContext Context { get; } = context;

    /// <summary>$this; does not exist when the input is empty.</summary>
    public FhirPathValue This { get; } = self;

    public int Index { get; } = index;

    public ValueList? Total { get; } = total;

    /// <summary>Null in expressions that define no variable.</summary>
    public VariableFrame? Variables { get; } = variables;

    public Scope At(in FhirPathValue item, int number) => new(Context, item, number, Total, Inner());

    public Scope WithTotal(in FhirPathValue item, int number, ValueList total) => new(Context, item, number, total, Inner());

    /// <summary>The same place, where what is defined stays inside.</summary>
    public Scope Apart() => Variables is null ? this : new(Context, This, Index, Total, Inner());

    public ValueList Rent() => Context.Rent();

    public void Return(ValueList list) => Context.Return(list);

    private VariableFrame? Inner() => Variables is null ? null : new VariableFrame(Variables);
}
