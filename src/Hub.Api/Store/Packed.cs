using System.Buffers;

namespace Hub.Api.Store;

/// <summary>Writes numbers in seven bits a byte, least first, and runs of bytes with their length before them.</summary>
internal sealed class PackedWriter
{
    private const int Seven = 7;
    private const byte More = 0x80;
    private readonly ArrayBufferWriter<byte> bytes = new(512);

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
