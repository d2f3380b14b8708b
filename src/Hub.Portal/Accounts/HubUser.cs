using Microsoft.AspNetCore.Identity;

namespace Hub.Portal.Accounts;

/// <summary>A person who signs in to the portal: always for one agency, in one role there.</summary>
public sealed class HubUser : IdentityUser
{
    [ProtectedPersonalData]
    public string DisplayName { get; set; } = "";

    /// <summary>Id of the Organization the person works for.</summary>
    public string Agency { get; set; } = "";

    /// <summary>The agency's name as people say it.</summary>
    public string AgencyName { get; set; } = "";

    /// <summary>A code of <see cref="Roles"/>.</summary>
    public string Role { get; set; } = "";

    /// <summary>Id of the Practitioner the person is in the records.</summary>
    public string Practitioner { get; set; } = "";
}

/// <summary>What people may be in their agency.</summary>
public static class Roles
{
    public const string Caseholder = "caseholder";
    public const string Manager = "manager";
    public const string Duty = "duty";
    public const string Lead = "lead";
}
