using Hub.Api.Access;
using Hub.Api.Operations;
using Hub.Fhir.Outcomes;
using Microsoft.AspNetCore.Http.Metadata;

namespace Hub.Api.Http;

/// <summary>Asks the store as the caller may see it, and answers.</summary>
public delegate Task<FhirAnswer> Interaction(FhirRequest request, CancellationToken cancellationToken);

/// <summary>The same change inside a transaction that is open already: what an entry of a Bundle does.</summary>
public delegate FhirAnswer WithinTransaction(GuardedTransaction transaction, FhirRequest request);

/// <summary>What a route takes as its body.</summary>
public enum Takes
{
    Nothing,
    Resource,
    Json,
    Form,
    Patch,

    /// <summary>A Parameters resource, or nothing: what an operation is asked with by POST.</summary>
    Parameters,
}

/// <summary>One row of the API: method, path under the base, the interaction's name in FHIR, and what runs.</summary>
public sealed record FhirRoute(string Method, string Path, string Interaction, Interaction Act, Takes Takes = Takes.Nothing)
{
    private readonly string[] segments = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many segments the path has.</summary>
    public int Segments => segments.Length;

    /// <summary>What a request of this route is said to have reached, in the log and in metrics.</summary>
    public Endpoint Endpoint { get; } = new(null, new EndpointMetadataCollection(new Named($"{FhirRoutes.Base}/{Path}")), $"{Method} {FhirRoutes.Base}/{Path}");

    /// <summary>Set where the interaction is a change, so that a transaction can make it together with others.</summary>
    public WithinTransaction? Change { get; init; }

    /// <summary>The one type that has this route; null when all have it.</summary>
    public string? OnlyType { get; init; } = Path.Length > 0 && char.IsAsciiLetterUpper(Path[0]) ? Path.Split('/')[0] : null;

    /// <summary>The one type that does not have this route, where all others do.</summary>
    public string? NotOf { get; init; }

    /// <summary>A GET that begins something is not asked by HEAD.</summary>
    public bool TakesHead => Method == "GET" && Interaction != "$export";

    public bool IsOperation => Interaction.StartsWith('$');

    /// <summary>Parameters the address may have; null where the interaction reads its criteria itself.</summary>
    public IReadOnlyList<string>? Parameters { get; init; } = [];

    /// <summary>True where the answer is no FHIR, and comes in a format of its own.</summary>
    public bool OwnFormat { get; init; }

    /// <summary>True when nobody needs to sign in for it.</summary>
    public bool Public { get; init; }

    /// <summary>Issues of parameters that would be passed over, unless the client asked for lenience.</summary>
    public IReadOnlyList<Issue> UnknownParameters(FhirRequest request)
        => Parameters is null || request.Preferences.Lenient || (request.Query.Count == 0 && Takes != Takes.Parameters)
            ? []
            : [.. Names(request)
                .Where(name => !Parameters.Contains(name))
                .Select(name => Issue.Error(Problems.UnknownParameter, $"This interaction has no parameter '{Short(name)}'."))];

    private IEnumerable<string> Names(FhirRequest request)
        => request.Query.Select(pair => pair.Key).Concat(Takes == Takes.Parameters ? Asked.Names(request.Body) : []);

    private static string Short(string name) => name.Length > 40 ? name[..40] + "…" : name;

    /// <summary>The values of <c>{type}</c>, <c>{id}</c> and <c>{vid}</c> when the path fits, else null.</summary>
    public RouteMatch? Match(string path) => Match(path.Split('/', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The same for a path that was split.</summary>
    public RouteMatch? Match(string[] parts)
    {
        if (parts.Length != segments.Length)
        {
            return null;
        }

        var (type, id, versionId, member) = (OnlyType ?? "", "", "", "");
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            switch (segments[i])
            {
                case "{type}" when IsName(part) && part[0] != '.':
                    type = part;
                    break;
                case "{id}" when IsName(part):
                    id = part;
                    break;
                case "{member}" when IsName(part):
                    member = part;
                    break;
                case "{vid}":
                    versionId = part;
                    break;
                case var name when name == part:
                    break;
                default:
                    return null;
            }
        }

        return type == NotOf || (OnlyType is not null && type != OnlyType) ? null : new RouteMatch(this, type, id, versionId, member);
    }

    // What begins so, and metadata, are names in the API itself; .well-known is no type.
    private static bool IsName(string part) => part[0] is not ('_' or '$') && part != "metadata";

    private sealed record Named(string Route) : IRouteDiagnosticsMetadata;
}

/// <summary>A path that fits a route.</summary>
public sealed record RouteMatch(FhirRoute Route, string Type, string Id, string VersionId, string Member);
