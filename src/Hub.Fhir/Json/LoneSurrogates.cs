using System.Buffers.Text;

namespace Hub.Fhir.Json;

/// <summary>\uD800 without its other half is legal in JSON grammar but is no text; such strings are refused.</summary>
internal static class LoneSurrogates
{
    public static bool Has(ReadOnlySpan<byte> escaped)
    {
        var awaitsLow = false;
        var place = 0;
        while (place < escaped.Length)
        {
            var unit = UnitAt(escaped, place, out var length);
            place += length;
            if (awaitsLow != char.IsLowSurrogate((char)unit))
            {
                return true;
            }

            awaitsLow = char.IsHighSurrogate((char)unit);
        }

        return awaitsLow;
    }

    private static int UnitAt(ReadOnlySpan<byte> escaped, int place, out int length)
    {
        if (escaped[place] != '\\')
        {
            length = 1;
            return 0;
        }

        length = escaped[place + 1] == 'u' ? 6 : 2;
        return length == 6 && Utf8Parser.TryParse(escaped.Slice(place + 2, 4), out int unit, out _, 'x') ? unit : 0;
    }
}
