using System.IO.Compression;

namespace Hub.Fhir.Definitions;

/// <summary>The lines of an embedded, compressed file: each is JSON by itself and is parsed by whom it concerns.</summary>
internal static class EmbeddedLines
{
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(string name)
    {
        using var stream = typeof(EmbeddedLines).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var gzip = new GZipStream(stream, CompressionMode.Decompress);
        using var buffer = new MemoryStream(1 << 21);
        gzip.CopyTo(buffer);
        var text = (ReadOnlyMemory<byte>)buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        var lines = new List<ReadOnlyMemory<byte>>(1000);
        while (text.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            lines.Add(text[..end]);
            text = text[(end + 1)..];
        }

        return lines;
    }
}
