namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#tree-navigation</summary>
internal static class Tree
{
    public static readonly Function[] Table =
    [
        Function.Of("children", 0, Children),
        Function.Of("descendants", 0, Descendants),
    ];

    private static void Children(in Call call, ValueList input, ValueList output)
    {
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].IsElement)
            {
                call.Context.AddChildren(input[i].Element, null, output, call.Position);
            }
        }
    }

    // Level by level: everything that is added is looked into later.
    private static void Descendants(in Call call, ValueList input, ValueList output)
    {
        var next = output.Count;
        Children(call, input, output);
        while (next < output.Count)
        {
            var item = output[next++];
            if (item.IsElement)
            {
                call.Context.AddChildren(item.Element, null, output, call.Position);
            }
        }
    }
}
