using System.Runtime.CompilerServices;
using Hub.Fhir.Search;
using Hub.Fhir.Validation;

namespace Hub.Api.Store;

/// <summary>
/// The search values of resources about to be written. Whoever has a resource in hand prepares it on its own thread,
/// so that the one writer only writes.
/// </summary>
internal sealed class SearchIndexes(Func<ValidResource, IReadOnlyList<SearchValue>> extract)
{
    private readonly ConditionalWeakTable<ValidResource, IReadOnlyList<SearchValue>> values = [];

    public IReadOnlyList<SearchValue> Of(ValidResource resource) => values.GetValue(resource, key => extract(key));
}
