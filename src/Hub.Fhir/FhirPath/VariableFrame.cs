namespace Hub.Fhir.FhirPath;

/// <summary>The variables of defineVariable() that are seen from one place on, and those of the places around it.</summary>
internal sealed class VariableFrame(VariableFrame? outer)
{
    private Dictionary<string, FhirPathValue[]>? defined;

    public FhirPathValue[]? Find(string name) => defined?.GetValueOrDefault(name) ?? outer?.Find(name);

    /// <summary>False when the name is taken.</summary>
    public bool TryDefine(string name, FhirPathValue[] values)
    {
        if (Find(name) is not null)
        {
            return false;
        }

        (defined ??= new Dictionary<string, FhirPathValue[]>(StringComparer.Ordinal))[name] = values;
        return true;
    }
}
