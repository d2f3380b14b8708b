namespace Hub.Fhir.Search;

/// <summary>What one query may ask for at most; beyond it the answer is too-costly.</summary>
public static class SearchLimits
{
    public const int Parameters = 200;

    public const int Values = 500;

    public const int Codes = 1000;

    public const int ValueLength = 4096;

    public const int ChainDepth = 6;

    public const int ChainTargets = 200;

    public const int SortKeys = 10;

    public const int Includes = 50;
}
