namespace Hub.Fhir.Search;

/// <summary>_total: how exact the total in the answer has to be.</summary>
public enum TotalMode
{
    None,
    Estimate,
    Accurate,
}

/// <summary>_summary: which part of each resource is asked for.</summary>
public enum SummaryMode
{
    False,
    True,
    Text,
    Data,
    Count,
}
