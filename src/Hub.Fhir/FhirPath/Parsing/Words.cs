namespace Hub.Fhir.FhirPath.Parsing;

/// <summary>Words with a meaning of their own, which a name may only be in backticks.</summary>
internal static class Words
{
    public static bool IsReserved(string word) => word is "div" or "mod" or "and" or "or" or "xor" or "implies" or "true" or "false";
}
