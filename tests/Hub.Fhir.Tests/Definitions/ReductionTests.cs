using System.IO.Compression;
using Hub.Definitions;
using Hub.Fhir.Definitions;

namespace Hub.Fhir.Tests.Definitions;

/// <summary>The embedded definitions are what the tool makes of the pinned npm package.</summary>
public sealed class ReductionTests
{
    [Fact]
    public void The_embedded_definitions_name_the_package_they_come_from()
    {
        Assert.Equal(PackageArchive.Sha512, DefinitionSet.R4.Sha512);
    }

    [R4PackageFact]
    public void The_embedded_definitions_are_what_the_tool_makes_of_the_package()
    {
        var archive = PackageArchive.Open(R4PackageFactAttribute.Package!);
        Assert.Equal(Embedded("r4.ndjson.gz"), Reduction.Reduce(archive));
        Assert.Equal(Embedded("r4-profiles.ndjson.gz"), ProfileReduction.Reduce(archive));
    }

    private static byte[] Embedded(string name)
    {
        using var stream = typeof(DefinitionSet).Assembly.GetManifestResourceStream(name)!;
        using var gzip = new GZipStream(stream, CompressionMode.Decompress);
        using var embedded = new MemoryStream();
        gzip.CopyTo(embedded);
        return embedded.ToArray();
    }

    [Fact]
    public void Another_package_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => PackageArchive.Open(typeof(ReductionTests).Assembly.Location));
    }
}

/// <summary>Runs where HUB_R4_PACKAGE names the package, or artifacts/ of the repository holds it.</summary>
internal sealed class R4PackageFactAttribute : FactAttribute
{
    public R4PackageFactAttribute() => Skip = Package is null ? "The npm package of the definitions is not here: npm pack hl7.fhir.r4.examples@4.0.1 --pack-destination artifacts" : null;

    public static string? Package { get; } = Find();

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("HUB_R4_PACKAGE");
        var packed = Path.Combine(ThirdParty.Repository, "artifacts", "hl7.fhir.r4.examples-4.0.1.tgz");
        return File.Exists(named) ? named : File.Exists(packed) ? packed : null;
    }
}
