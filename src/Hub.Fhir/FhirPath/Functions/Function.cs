namespace Hub.Fhir.FhirPath.Functions;

/// <summary>Adds the result of a function over its input to the output.</summary>
internal delegate void FunctionBody(in Call call, ValueList input, ValueList output);

/// <summary>The same for a function that answers a Boolean or nothing.</summary>
internal delegate bool? FunctionTest(in Call call, ValueList input);

/// <summary>One row of the function tables: a name, how many arguments it takes, and what it does.</summary>
internal sealed class Function
{
    private Function(string name, int min, int max, FunctionBody? body, FunctionTest? test, bool takesType)
    {
        Name = name;
        Min = min;
        Max = max;
        Body = body;
        Test = test;
        TakesType = takesType;
    }

    public string Name { get; }

    public int Min { get; }

    public int Max { get; }

    public FunctionBody? Body { get; }

    public FunctionTest? Test { get; }

    /// <summary>The argument names a type: is(), as(), ofType().</summary>
    public bool TakesType { get; }

    public static Function Of(string name, int arguments, FunctionBody body) => new(name, arguments, arguments, body, null, false);

    public static Function Of(string name, int min, int max, FunctionBody body) => new(name, min, max, body, null, false);

    public static Function Predicate(string name, int arguments, FunctionTest test) => new(name, arguments, arguments, null, test, false);

    public static Function Predicate(string name, int min, int max, FunctionTest test) => new(name, min, max, null, test, false);

    public static Function OverType(string name, FunctionBody body) => new(name, 1, 1, body, null, true);

    public static Function OverType(string name, FunctionTest test) => new(name, 1, 1, null, test, true);
}
