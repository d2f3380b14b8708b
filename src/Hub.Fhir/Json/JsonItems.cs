namespace Hub.Fhir.Json;

/// <summary>The items of an array, in order.</summary>
public struct JsonItems
{
    private readonly JsonText? text;
    private readonly int end;
    private int next;

    internal JsonItems(JsonValue array)
    {
        text = array.Source;
        next = array.Index + 1;
        end = text is null ? next : array.Index + array.Entry.Rows;
        Current = default;
    }

    public JsonValue Current { get; private set; }

    public readonly JsonItems GetEnumerator() => this;

    public bool MoveNext()
    {
        if (next >= end)
        {
            Current = default;
            return false;
        }

        Current = new JsonValue(text!, next);
        next += text!.Entries[next].Rows;
        return true;
    }
}
