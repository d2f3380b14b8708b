using Hub.Api.Demo;
using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Hub.Api.Accounts;

/// <summary>The people of the demo agencies who can sign in; one password for all, said on the console at start.</summary>
public static class DemoPeople
{
    public const string Password = "kind harbour lantern";

    public static readonly IReadOnlyList<HubUser> All =
    [
        Person("caseholder@online.example", "Asha Banerjee", "online", Roles.Caseholder),
        Person("caseholder@camhs.example", "Tom Ferris", "camhs", Roles.Caseholder),
        Person("manager@camhs.example", "Joanne Pryce", "camhs", Roles.Manager),
        Person("caseholder@social-care.example", "Ruth Oyelaran", "social-care", Roles.Caseholder),
        Person("duty@emergency.example", "Sam Whitlock", "emergency", Roles.Duty),
        Person("lead@school.example", "Carol Dunne", "school", Roles.Lead),
    ];

    public static async Task Seed(UserManager<HubUser> users)
    {
        foreach (var person in All)
        {
            if (await users.FindByEmailAsync(person.Email!) is null)
            {
                var made = await users.CreateAsync(Copy(person), Password);
                if (!made.Succeeded)
                {
                    throw new InvalidOperationException(string.Join("; ", made.Errors.Select(error => error.Code)));
                }
            }
        }
    }

    private static HubUser Person(string email, string name, string agency, string role) => new()
    {
        UserName = email,
        Email = email,
        EmailConfirmed = true,
        DisplayName = name,
        Agency = agency,
        AgencyName = DemoSeed.Agencies[agency],
        Role = role,
        Practitioner = "demo-" + name.ToLowerInvariant().Replace(' ', '-'),
    };

    private static HubUser Copy(HubUser person) => Person(person.Email!, person.DisplayName, person.Agency, person.Role);
}
