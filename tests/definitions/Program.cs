using System.IO.Compression;
using Hub.Definitions;

// npm pack hl7.fhir.r4.examples@4.0.1 --pack-destination artifacts
// dotnet run --project tests/definitions -- artifacts/hl7.fhir.r4.examples-4.0.1.tgz src/Hub.Fhir/Definitions/r4.ndjson.gz src/Hub.Fhir/Terminology/r4.json.gz src/Hub.Fhir/Validation/Profiles/r4.ndjson.gz
if (args.Length != 4)
{
    throw new ArgumentException("Four arguments: the npm package (.tgz), and the files to write for the definitions, the terminology and the profiles of R4.");
}

var archive = PackageArchive.Open(args[0]);
Write(args[1], Reduction.Reduce(archive));
Write(args[2], TerminologyReduction.Reduce(archive));
Write(args[3], ProfileReduction.Reduce(archive));

static void Write(string path, byte[] reduced)
{
    using var file = File.Create(path);
    using var gzip = new GZipStream(file, CompressionLevel.SmallestSize);
    gzip.Write(reduced);
}
