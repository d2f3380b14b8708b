using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Hub.Definitions;

/// <summary>The npm package of the official R4 definitions, opened only when its hash is the pinned one.</summary>
public sealed class PackageArchive
{
    public const string Package = "hl7.fhir.r4.examples@4.0.1";
    public const string Sha512 = "DXBdIZOeQaSKIgCU7w6HOC7sw/6BzylmipLkBW4f//pT+Bc94x+8LImwTdvaNThPJoOzpBzvxAzNqjeu3X/zLw==";

    private readonly SortedDictionary<string, JsonElement> files = new(StringComparer.Ordinal);

    private PackageArchive()
    {
    }

    public static PackageArchive Open(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (Convert.ToBase64String(SHA512.HashData(bytes)) != Sha512)
        {
            throw new InvalidDataException($"{path} is not the pinned {Package}: its SHA-512 differs.");
        }

        var archive = new PackageArchive();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        while (tar.GetNextEntry() is { } entry)
        {
            archive.Take(entry);
        }

        return archive;
    }

    /// <summary>The content of one file of the package.</summary>
    public JsonElement Named(string name) => files[name];

    /// <summary>All resources whose file name starts so, in the order of their names.</summary>
    public IEnumerable<JsonElement> Starting(string prefix) =>
        files.Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(file => file.Value);

    private void Take(TarEntry entry)
    {
        var name = Path.GetFileName(entry.Name);
        if (entry.DataStream is not null && IsWanted(name))
        {
            files[name] = JsonDocument.Parse(entry.DataStream).RootElement;
        }
    }

    private static bool IsWanted(string name) =>
        name.StartsWith("StructureDefinition-", StringComparison.Ordinal)
        || name.StartsWith("CompartmentDefinition-", StringComparison.Ordinal)
        || name.StartsWith("CodeSystem-", StringComparison.Ordinal)
        || name is "Bundle-searchParams.json" or "Bundle-valueset-expansions.json";
}
