using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Fhir.Care;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.Tests.Care;

public sealed partial class HubProfilesTests
{
    private static readonly string Folder = Path.Combine(Given.Root, "specs", "profiles");

    public static TheoryData<string> Valid => Files("valid");

    public static TheoryData<string> Invalid => Files("invalid");

    [Theory]
    [MemberData(nameof(Valid))]
    public void What_is_shown_as_valid_meets_the_profile_it_claims(string file)
    {
        var findings = Given.Findings(Example("valid", file)).Where(issue => issue.Severity < Severity.Information);

        Assert.Empty(findings.Select(issue => $"{issue.Expression}: {issue.Text}"));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void What_is_shown_as_invalid_is_valid_FHIR_and_refused_at_the_place_that_is_written_down(string file)
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "examples", "expected.json")));
        var errors = new List<Issue>();
        HubProfiles.Check(Given.Valid(Example("invalid", file)), null, errors);

        Assert.Contains(expected.RootElement.GetProperty(file).GetString(), errors.Where(issue => issue.IsError).Select(issue => issue.Expression));
    }

    [Fact]
    public void Every_profile_has_at_least_two_examples_that_are_valid_and_two_that_are_not()
    {
        var profiles = ProfileSet.Held.All.Where(profile => profile.Type != "Extension" && profile.Url != Canonicals.Profile("person")).ToList();

        Assert.Equal(15, profiles.Count);
        foreach (var profile in profiles)
        {
            Assert.True(Claiming("valid", profile.Url) >= 2 && Claiming("invalid", profile.Url) >= 2, profile.Url);
        }
    }

    [Fact]
    public void Every_extension_that_the_code_speaks_of_has_a_definition()
    {
        var spoken = typeof(CareExtensions).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.All(spoken, url => Assert.NotNull(ProfileSet.Held.Find(url)));
    }

    [Fact]
    public void Every_value_set_and_profile_that_a_profile_names_is_held()
    {
        foreach (Match named in Named().Matches(string.Concat(ProfileSet.Held.All.Select(profile => profile.Definition.ToString()))))
        {
            var url = named.Groups[1].Value;
            Assert.True(url.Contains("/ValueSet/", StringComparison.Ordinal) ? TerminologySet.Held.ValueSet(url) is not null : ProfileSet.Held.Find(url) is not null, url);
        }
    }

    [SushiFact]
    public void What_is_compiled_is_what_SUSHI_makes_of_the_sources()
    {
        var fresh = Directory.CreateTempSubdirectory("profiles");
        using var build = Process.Start(new ProcessStartInfo(Path.Combine(Folder, "build.sh"), fresh.FullName) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, failed) = (build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
        build.WaitForExit();

        Assert.True(build.ExitCode == 0, said.Result + failed.Result);
        Assert.Equal(Contents(Path.Combine(Folder, "compiled")), Contents(fresh.FullName));
        fresh.Delete(recursive: true);
    }

    private static int Claiming(string kind, string profile) =>
        Names(kind).Count(file => Example(kind, file).Contains($"\"{profile}\"", StringComparison.Ordinal));

    private static TheoryData<string> Files(string kind) => [.. Names(kind)];

    private static List<string> Names(string kind) =>
        Directory.GetFiles(Path.Combine(Folder, "examples", kind), "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal).ToList();

    private static string Example(string kind, string file) => File.ReadAllText(Path.Combine(Folder, "examples", kind, file));

    private static IEnumerable<string> Contents(string folder) =>
        Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file) + " " + File.ReadAllText(file));

    [GeneratedRegex("\"(https://referralhub\\.example/fhir/(?:ValueSet|StructureDefinition)/[a-z-]+)\"")]
    private static partial Regex Named();
}

/// <summary>Runs where specs/profiles/build.sh has run once: SUSHI and the official definitions are in artifacts/.</summary>
internal sealed class SushiFactAttribute : FactAttribute
{
    public SushiFactAttribute()
    {
        var isHere = File.Exists(Path.Combine(Given.Root, "artifacts", "sushi", "node_modules", ".bin", "sushi"))
            && File.Exists(Path.Combine(Given.Root, "artifacts", "hl7.fhir.r4.examples-4.0.1.tgz"));
        Skip = isHere ? null : "SUSHI is not installed: specs/profiles/build.sh fetches it.";
    }
}
