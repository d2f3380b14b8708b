namespace Hub.Api.Access;

/// <summary>Names of the claims in the hub's access tokens.</summary>
public static class CallerClaims
{
    public const string Subject = "sub";
    public const string Client = "client_id";
    public const string Agency = "agency";
    public const string Scope = "scope";
    public const string Purpose = "purpose_of_use";
    public const string Role = "role";
    public const string Person = "fhirUser";

    /// <summary>The client that people's tokens are given to; no partner may be called so.</summary>
    public const string Portal = "portal";

    /// <summary>True when a token of this client, for this person, is that of somebody signed in at the portal.</summary>
    public static bool NamePerson(string? client, string? person) => client == Portal && person is not null;
}
