using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;

namespace Hub.Fhir.Search.Extraction;

/// <summary>Turns what an expression found into values of the parameter's type.</summary>
internal static class Values
{
    public static void Add(in FhirPathValue item, Indexing indexing, List<SearchValue> values)
    {
        switch (indexing.ParameterType)
        {
            case SearchParameterType.Token:
                TokenValues.Add(item, indexing, values);
                break;
            case SearchParameterType.String:
                StringValues.Add(item, indexing.Code, values);
                break;
            case SearchParameterType.Reference:
                ReferenceValues.Add(item, indexing, values);
                break;
            case SearchParameterType.Date:
                DateValues.Add(item, indexing.Code, values);
                break;
            case SearchParameterType.Number:
            case SearchParameterType.Quantity:
                QuantityValues.Add(item, indexing, values);
                break;
            case SearchParameterType.Uri:
                if (item.IsElement && item.Element.Value.Text is { Length: > 0 } uri)
                {
                    values.Add(new UriValue(indexing.Code, uri));
                }

                break;
        }
    }
}
