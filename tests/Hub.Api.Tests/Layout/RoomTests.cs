using System.Reflection;

namespace Hub.Api.Tests.Layout;

/// <summary>Who may know whom: the six rooms a request walks through.</summary>
public sealed class RoomTests
{
    /// <summary>OAuth 2.0 and SMART have documents and errors of their own (RFC 6749, 7517), which are no FHIR resources.</summary>
    private static readonly string[] SpeakOAuth = ["OAuthRefusal", "TokenEndpoint", "AccessSetup"];

    private static readonly string[] StoreTypes = ["ResourceStore", "WriteTransaction", "HubContext"];

    [Fact]
    public void Hub_Fhir_knows_neither_web_nor_database()
    {
        string[] pure = ["System.", "netstandard", "Microsoft.Win32"];

        Assert.All(References(Code.Fhir), name => Assert.Contains(pure, prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.DoesNotContain(References(Code.Fhir), name => name.StartsWith("System.Data", StringComparison.Ordinal) || name.StartsWith("System.Net.Http", StringComparison.Ordinal));
    }

    [Fact]
    public void The_portal_knows_neither_the_store_nor_a_database()
    {
        Assert.DoesNotContain("Hub.Api", References(Code.Portal));
        Assert.DoesNotContain(References(Code.Portal), name => name.Contains("EntityFrameworkCore", StringComparison.Ordinal) || name.Contains("Sqlite", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_gate_reaches_the_store_in_the_built_code()
    {
        var uses = Code.Uses(Code.Api)
            .Where(use => StoreTypes.Contains(use.Used.Name) && use.Used.Assembly == Code.Api)
            .Where(use => !MayReachTheStore(use.User.Namespace ?? ""));

        Guard.None(uses.Select(use => $"{use.User.FullName} uses {use.Used.Name}"));
    }

    [Fact]
    public void Only_the_gate_mentions_the_store_in_the_sources()
    {
        var mentions = Repository.Sources(".cs", ".cshtml")
            .Where(file => file.IsUnder("src") && !file.IsUnder("src/Hub.Api/Store", "src/Hub.Api/Access", "src/Hub.Api/Audit"))
            .Where(file => file.Mentions(@"\b(ResourceStore|WriteTransaction|HubContext)\b"));

        Guard.None(mentions.Select(file => file.Path));
    }

    [Fact]
    public void Only_the_answer_writes_results_of_the_framework()
    {
        string[] shapes = ["Results", "TypedResults", "HttpResponseJsonExtensions"];
        var uses = Code.Uses(Code.Api)
            .Where(use => shapes.Contains(use.Used.Name) && use.Used.Namespace?.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal) == true)
            .Where(use => use.User.Name != "FhirAnswer" && !SpeakOAuth.Contains(use.User.Name));

        Guard.None(uses.Select(use => $"{use.User.FullName} uses {use.Used.Name}"));
    }

    [Fact]
    public void No_mediator_filter_or_mapper_stands_between_the_rooms()
    {
        string[] never = ["IEndpointFilter", "IActionFilter", "IMapper", "IMediator"];
        var uses = Code.Uses(Code.Api).Where(use => never.Contains(use.Used.Name));

        Guard.None(uses.Select(use => $"{use.User.FullName} uses {use.Used.Name}"));
    }

    private static bool MayReachTheStore(string space) =>
        new[] { "Hub.Api.Store", "Hub.Api.Access", "Hub.Api.Audit" }.Any(room => space == room || space.StartsWith(room + ".", StringComparison.Ordinal));

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name != "System.Private.CoreLib");
}
