using System.IO.Compression;
using Hub.Definitions;

// npm pack hl7.fhir.r4.examples@4.0.1 --pack-destination artifacts
// dotnet run --project tests/definitions -- artifacts/hl7.fhir.r4.examples-4.0.1.tgz src/Hub.Fhir/Definitions/r4.json.gz
if (args.Length != 2)
{
    throw new ArgumentException("Two arguments: the npm package (.tgz) and the file to write (r4.json.gz).");
}

var reduced = Reduction.Reduce(PackageArchive.Open(args[0]));
using var file = File.Create(args[1]);
using var gzip = new GZipStream(file, CompressionLevel.SmallestSize);
gzip.Write(reduced);
