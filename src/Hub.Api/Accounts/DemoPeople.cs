using Hub.Api.Demo;
using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

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
            if (await users.FindByEmailAsync(person.Email!) is null && await Refusal(users, person) is { } refusal && await users.FindByEmailAsync(person.Email!) is null)
            {
                throw new InvalidOperationException(refusal);
            }
        }
    }

    /// <summary>Why the person was not made; null when they were. Another node that starts at the same time may have been faster.</summary>
    private static async Task<string?> Refusal(UserManager<HubUser> users, HubUser person)
    {
        try
        {
            var made = await users.CreateAsync(Copy(person), Password);
            return made.Succeeded ? null : string.Join("; ", made.Errors.Select(error => error.Code));
        }
        catch (DbUpdateException taken)
        {
            return taken.Message;
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
