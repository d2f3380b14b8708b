namespace Hub.Fhir.Json;

/// <summary>Whether an object has the same name twice; also when one of the two is written with escapes.</summary>
internal static class DuplicateNames
{
    private const int FewNames = 24;

    /// <param name="rows">The object's own row and all its content.</param>
    /// <param name="text">The bytes that the rows point into.</param>
    public static bool Has(ReadOnlySpan<JsonEntry> rows, ReadOnlySpan<byte> text)
    {
        if (rows[0].Count > FewNames)
        {
            return HasAmongMany(rows, text);
        }

        Span<int> seen = stackalloc int[FewNames];
        var count = 0;
        for (var row = 1; row < rows.Length; row += 1 + rows[row + 1].Rows)
        {
            if (rows[row].IsEscaped)
            {
                return HasAmongMany(rows, text);
            }

            var hash = rows[row].Rows;
            for (var other = 0; other < count; other++)
            {
                if (rows[seen[other]].Rows == hash && Name(rows[seen[other]], text).SequenceEqual(Name(rows[row], text)))
                {
                    return true;
                }
            }

            seen[count++] = row;
        }

        return false;
    }

    /// <summary>The quick hash could be made to collide, so wide objects use the randomised hash of strings.</summary>
    private static bool HasAmongMany(ReadOnlySpan<JsonEntry> rows, ReadOnlySpan<byte> text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 1; row < rows.Length; row += 1 + rows[row + 1].Rows)
        {
            if (!seen.Add(JsonEscapes.Text(Name(rows[row], text), rows[row].IsEscaped)))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> Name(in JsonEntry entry, ReadOnlySpan<byte> text) => text.Slice(entry.Start, entry.Length);
}
