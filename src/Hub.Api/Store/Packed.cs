using System.Buffers;
using System.Text;

namespace Hub.Api.Store;

/// <summary>Writes numbers in seven bits a byte, least first, and runs of bytes with their length before them, into a buffer that has about the length to begin with.</summary>
internal sealed class PackedWriter(int length = 512)
{
    private const int Seven = 7;
    private const byte More = 0x80;
    private readonly ArrayBufferWriter<byte> bytes = new(length);

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    public void Number(int number)
    {
        var rest = (uint)number;
        var span = bytes.GetSpan(5);
        var length = 0;
        for (; rest >= More; rest >>= Seven)
        {
            span[length++] = (byte)(rest | More);
        }

        span[length++] = (byte)rest;
        bytes.Advance(length);
    }

    public void Bytes(ReadOnlySpan<byte> run)
    {
        Number(run.Length);
        bytes.Write(run);
    }

    /// <summary>The same for the bytes of a text in UTF-8.</summary>
    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Number(length);
        bytes.Advance(Encoding.UTF8.GetBytes(text, bytes.GetSpan(length)));
    }
}

/// <summary>Reads what a <see cref="PackedWriter"/> wrote.</summary>
internal sealed class PackedReader(ReadOnlyMemory<byte> bytes)
{
    private const int Seven = 7;
    private const byte More = 0x80;
    private int at;

    public bool AtEnd => at == bytes.Length;

    public int Number()
    {
        var number = 0u;
        for (var shift = 0; ; shift += Seven)
        {
            var one = bytes.Span[at++];
            number |= (uint)(one & ~More) << shift;
            if (one < More)
            {
                return (int)number;
            }
        }
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var length = Number();
        at += length;
        return bytes.Span[(at - length)..at];
    }
}
