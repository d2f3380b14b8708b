using System.Security.Cryptography;
using System.Text;

namespace Hub.Api.Store;

/// <summary>What stands in the audit where an erasure took words away: their hash, by which the chain still follows.</summary>
public static class ErasedWords
{
    private const string Start = "erased sha256 ";
    private const int HashLength = 64;

    public static bool Are(string? text) => text?.Length == Start.Length + HashLength && text.StartsWith(Start, StringComparison.Ordinal);

    public static bool Are(ReadOnlyMemory<byte> body) => body.Length == Start.Length + HashLength && Are(Encoding.UTF8.GetString(body.Span));

    /// <summary>What stands for words of that hash.</summary>
    public static string Mark(string digest) => Start + digest;

    public static string? Of(string? text) => text is null ? null : Mark(Digest(text)!);

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body) => body.IsEmpty ? body : Encoding.UTF8.GetBytes(Mark(Digest(body)!));

    /// <summary>The hash of words that stand there, or stood there.</summary>
    public static string? Digest(string? text) => text is null ? null : Are(text) ? text[Start.Length..] : Hash(Encoding.UTF8.GetBytes(text));

    public static string? Digest(ReadOnlyMemory<byte> body) =>
        body.IsEmpty ? null : Are(body) ? Encoding.UTF8.GetString(body.Span)[Start.Length..] : Hash(body.Span);

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
