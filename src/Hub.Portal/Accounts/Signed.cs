using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Hub.Portal.Accounts;

/// <summary>The signed-in person, read from the session's claims.</summary>
public sealed record Signed(string UserId, string Name, string Agency, string AgencyName, string Role, string Practitioner)
{
    public string Organization => "Organization/" + Agency;

    public static Signed From(ClaimsPrincipal user) => new(
        Claim(user, ClaimTypes.NameIdentifier),
        Claim(user, ClaimTypes.Name),
        Claim(user, PersonClaims.Agency),
        Claim(user, PersonClaims.AgencyName),
        Claim(user, PersonClaims.Role),
        Claim(user, PersonClaims.Practitioner));

    private static string Claim(ClaimsPrincipal user, string type) =>
        user.FindFirstValue(type) ?? throw new InvalidOperationException("The session has no claim " + type + ".");
}

/// <summary>Names of the claims in a session.</summary>
public static class PersonClaims
{
    public const string Agency = "agency";
    public const string AgencyName = "agency_name";
    public const string Role = "role";
    public const string Practitioner = "practitioner";
    public const string Session = "session";
}

/// <summary>Writes agency, role and the person's own name into the session at sign-in.</summary>
public sealed class SessionClaims(UserManager<HubUser> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<HubUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(HubUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (identity.FindFirst(identity.NameClaimType) is { } name)
        {
            identity.RemoveClaim(name);
        }

        identity.AddClaim(new(identity.NameClaimType, user.DisplayName));
        identity.AddClaim(new(PersonClaims.Agency, user.Agency));
        identity.AddClaim(new(PersonClaims.AgencyName, user.AgencyName));
        identity.AddClaim(new(PersonClaims.Role, user.Role));
        identity.AddClaim(new(PersonClaims.Practitioner, user.Practitioner));
        return identity;
    }
}
