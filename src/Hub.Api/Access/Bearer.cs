using System.Security.Claims;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>Who holds a token that was checked: all of a caller that is the same from one request to the next.</summary>
public sealed record Bearer(string Agency, string Client, string? Person, SmartScopes Scopes, string Purpose, string? Role)
{
    /// <summary>True for somebody signed in at the portal, who speaks for their own agency.</summary>
    public bool IsPerson => CallerClaims.NamePerson(Client, Person);

    /// <summary>Whose requests are counted together.</summary>
    public string Name => Person ?? Client;

    public static Bearer Of(ClaimsPrincipal user) => new(
        Needed(user, CallerClaims.Agency),
        Needed(user, CallerClaims.Client),
        user.FindFirstValue(CallerClaims.Person),
        SmartScopes.Parse(Needed(user, CallerClaims.Scope)),
        user.FindFirstValue(CallerClaims.Purpose) ?? Purposes.Treatment,
        user.FindFirstValue(CallerClaims.Role));

    private static string Needed(ClaimsPrincipal user, string claim) =>
        user.FindFirstValue(claim) ?? throw new ProblemException(Problems.LoginRequired);
}
