using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Types;

namespace Hub.Fhir.FhirPath;

/// <summary>An ordered collection of items that is used over and over: rented from and given back to the context, which says how many it may hold.</summary>
internal sealed class ValueList(int most)
{
    private FhirPathValue[] items = new FhirPathValue[Math.Min(8, most)];

    public int Count { get; private set; }

    public ref readonly FhirPathValue this[int index] => ref items[index];

    public ReadOnlySpan<FhirPathValue> Items => items.AsSpan(0, Count);

    public void Add(in FhirPathValue item)
    {
        if (Count == items.Length)
        {
            Grow();
        }

        items[Count++] = item;
    }

    public void Add(SystemValue? value)
    {
        if (value is not null)
        {
            Add(new FhirPathValue(value));
        }
    }

    public void Add(FhirElement element) => Add(new FhirPathValue(element));

    public void Add(bool? value)
    {
        if (value is { } known)
        {
            Add(new FhirPathValue(SystemBoolean.Of(known)));
        }
    }

    public void Add(int value) => Add(new FhirPathValue(SystemInteger.Of(value)));

    public void Add(string? text)
    {
        if (text is not null)
        {
            Add(new FhirPathValue(new SystemString(text)));
        }
    }

    public void AddRange(ReadOnlySpan<FhirPathValue> more)
    {
        foreach (ref readonly var item in more)
        {
            Add(item);
        }
    }

    /// <summary>Emptied, so that it keeps nothing alive.</summary>
    public void Clear()
    {
        Array.Clear(items, 0, Count);
        Count = 0;
    }

    public FhirPathValue[] ToArray() => Items.ToArray();

    private void Grow()
    {
        if (Count == most)
        {
            throw new FhirPathException(FhirPathStage.Limit, $"The expression holds more than {most} items at once", 0);
        }

        Array.Resize(ref items, Math.Min(Count * 2, most));
    }
}
