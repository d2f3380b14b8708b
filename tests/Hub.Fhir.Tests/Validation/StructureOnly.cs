using Hub.Fhir.Json;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Tests.Validation;

/// <summary>What the bench measures beside full validation.</summary>
public static class StructureOnly
{
    public static bool Check(JsonText text) => Validator.R4.HasStructure(text);
}
