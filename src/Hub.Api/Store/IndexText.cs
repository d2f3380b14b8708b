using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Api.Store;

/// <summary>Text as an index can hold it: every database has a bound on the length of a key.</summary>
internal static class IndexText
{
    public const int HeadLength = 64;
    public const int KeyLength = 400;

    /// <summary>The beginning by which an index finds a text, never ending in half a character.</summary>
    public static string Head(string text) =>
        text.Length <= HeadLength ? text : text[..(char.IsHighSurrogate(text[HeadLength - 1]) ? HeadLength - 1 : HeadLength)];

    /// <summary>
    /// A text that is only ever compared whole: a very long one is known by its hash, and so is one that ends in a space, which not
    /// every database tells from the one that does not.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Key(string? text) =>
        text is { Length: > KeyLength } or [.., ' '] ? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}" : text;
}
