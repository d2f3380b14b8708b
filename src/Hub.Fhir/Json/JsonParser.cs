using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Json;

/// <summary>Reads bytes once with Utf8JsonReader and lays them out as a <see cref="JsonText"/>.</summary>
internal ref struct JsonParser
{
    private readonly ReadOnlySpan<byte> input;
    private readonly int maxDepth;
    private Utf8JsonReader reader;
    private byte[] output;
    private JsonEntry[] entries;
    private int[] open;
    private int written;
    private int rows;
    private int depth;

    public JsonParser(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        input = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        this.maxDepth = maxDepth;
        reader = new Utf8JsonReader(input, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        output = ArrayPool<byte>.Shared.Rent(input.Length + 1);
        entries = ArrayPool<JsonEntry>.Shared.Rent((input.Length / 16) + 16);
        open = ArrayPool<int>.Shared.Rent(64);
    }

    public readonly void Dispose()
    {
        ArrayPool<byte>.Shared.Return(output);
        ArrayPool<JsonEntry>.Shared.Return(entries);
        ArrayPool<int>.Shared.Return(open);
    }

    public JsonText? Parse(out Issue? issue)
    {
        issue = Utf8.IsValid(input) ? null : Issue.Error(Problems.InvalidJson, "The body is not valid UTF-8.");
        try
        {
            while (issue is null && reader.Read())
            {
                issue = Take();
            }
        }
        catch (JsonException exception)
        {
            issue = Issue.Error(Problems.InvalidJson, $"The body is not valid JSON: see line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} of that line.");
        }

        // The last comma belongs to nothing.
        return issue is null ? new JsonText(output.AsSpan(0, written - 1).ToArray(), entries.AsSpan(0, rows).ToArray()) : null;
    }

    private Issue? Take()
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Open(JsonKind.Object, (byte)'{');
            case JsonTokenType.StartArray:
                return Open(JsonKind.Array, (byte)'[');
            case JsonTokenType.EndObject:
                return Close((byte)'}');
            case JsonTokenType.EndArray:
                return Close((byte)']');
            case JsonTokenType.PropertyName:
                return TakeText(JsonKind.PropertyName, (byte)':');
            case JsonTokenType.String:
                return TakeText(JsonKind.String, (byte)',');
            case JsonTokenType.Number:
                return TakeBare(JsonKind.Number);
            case JsonTokenType.True:
                return TakeBare(JsonKind.True);
            case JsonTokenType.False:
                return TakeBare(JsonKind.False);
            default:
                return TakeBare(JsonKind.Null);
        }
    }

    private Issue? Open(JsonKind kind, byte bracket)
    {
        if (depth >= maxDepth)
        {
            return Issue.Error(Problems.TooDeep, $"The body is nested deeper than {maxDepth} levels.");
        }

        CountInParent();
        if (depth == open.Length)
        {
            Grow(ref open, depth);
        }

        open[depth++] = rows;
        Add(kind, written, 0, 1, 0);
        output[written++] = bracket;
        return null;
    }

    private Issue? Close(byte bracket)
    {
        ref var entry = ref entries[open[--depth]];
        written -= entry.Count > 0 ? 1 : 0;
        output[written++] = bracket;
        entry.Length = written - entry.Start;
        entry.Rows = rows - open[depth];
        output[written++] = (byte)',';
        var hasTwice = entry.Kind == JsonKind.Object && entry.Count > 1 && DuplicateNames.Has(entries.AsSpan(open[depth], entry.Rows), output);
        return hasTwice ? Issue.Error(Problems.DuplicateKey, $"A JSON object has the same property twice, before byte {reader.TokenStartIndex}.") : null;
    }

    private Issue? TakeText(JsonKind kind, byte after)
    {
        var value = reader.ValueSpan;
        if (reader.ValueIsEscaped && LoneSurrogates.Has(value))
        {
            return Issue.Error(Problems.InvalidJson, $"A string holds half of a surrogate pair, near byte {reader.TokenStartIndex}.");
        }

        CountInParent(kind);
        output[written++] = (byte)'"';
        Add(kind, written, value.Length, kind == JsonKind.PropertyName ? NameHash.Of(value) : 1, reader.ValueIsEscaped ? JsonEntry.Escaped : 0);
        value.CopyTo(output.AsSpan(written));
        written += value.Length;
        output[written++] = (byte)'"';
        output[written++] = after;
        return null;
    }

    private Issue? TakeBare(JsonKind kind)
    {
        CountInParent();
        var value = reader.ValueSpan;
        Add(kind, written, value.Length, 1, 0);
        value.CopyTo(output.AsSpan(written));
        written += value.Length;
        output[written++] = (byte)',';
        return null;
    }

    /// <summary>Counts items of arrays and names of objects.</summary>
    private readonly void CountInParent(JsonKind kind = JsonKind.None)
    {
        if (depth > 0)
        {
            ref var parent = ref entries[open[depth - 1]];
            if ((parent.Kind == JsonKind.Object) == (kind == JsonKind.PropertyName))
            {
                parent.Traits += 32;
            }
        }
    }

    private void Add(JsonKind kind, int start, int length, int rowsOrHash, int traits)
    {
        if (rows == entries.Length)
        {
            Grow(ref entries, rows);
        }

        ref var entry = ref entries[rows++];
        entry.Start = start;
        entry.Length = length;
        entry.Rows = rowsOrHash;
        entry.Traits = (int)kind | traits;
    }

    private static void Grow<T>(ref T[] array, int used)
    {
        var larger = ArrayPool<T>.Shared.Rent(array.Length * 2);
        array.AsSpan(0, used).CopyTo(larger);
        ArrayPool<T>.Shared.Return(array);
        array = larger;
    }
}
