using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Search;

/// <summary>Why a parameter cannot be taken.</summary>
internal sealed record SearchRefusal(Problem Problem, string Text)
{
    public bool IsUnknown => Problem == Problems.UnknownParameter;

    public static SearchRefusal Unknown(string name, string why) =>
        new(Problems.UnknownParameter, $"The parameter '{Short(name)}' is not known: {why}.");

    public static SearchRefusal Invalid(string name, string? value, string why) =>
        new(Problems.InvalidParameter, value is null
            ? $"The parameter '{Short(name)}' cannot be used so: {why}."
            : $"The parameter '{Short(name)}' has the value '{Short(value)}', which is not understood: {why}.");

    public static SearchRefusal Unsupported(string name, string why) =>
        new(Problems.NotSupported, $"The parameter '{Short(name)}' cannot be answered here: {why}.");

    public static SearchRefusal Costly(string name, string why) =>
        new(Problems.TooCostly, $"The parameter '{Short(name)}' asks for too much: {why}.");

    private static string Short(string text) => text.Length <= 80 ? text : text[..77] + "...";
}
