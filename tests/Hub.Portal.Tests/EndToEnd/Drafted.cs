using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Pages.Refer;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>A journey on somebody's desk, filled in and not sent.</summary>
internal static class Drafted
{
    public const string Id = "look-draft";

    public static async Task Put(IServiceProvider services, string email)
    {
        await using var scope = services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<HubUser>>().FindByEmailAsync(email);
        await scope.ServiceProvider.GetRequiredService<Desk>().Keep(user!.Id, Journey.DeskPrefix + Id, Filled().Json(), CancellationToken.None);
    }

    private static Journey Filled() => new()
    {
        Id = Id,
        RequestId = HubClient.NewRequestId(),
        Person = new() { Called = "Robin", Alias = "kestrel-41", Born = new() { Month = "5", Year = "2010" } },
        Service = new() { To = "camhs/demo-camhs-help", Why = "Sleep has gone and school with it. Robin asks for regular sessions with one person.", Priority = "routine" },
        Sharing = new() { Door = SharingPart.Agreed, Who = "young-person-agrees", Competence = "Robin said back what is shared, with whom and for how long." },
        Voice = new() { How = "typed", Words = "I am fine in the daytime. Nights are long." },
        Needs = new() { Grouping = "getting-help", Agreement = "agrees", Reason = "Weekly sessions, one goal: sleep." },
        Contact = new() { Safe = "Text only, after four. No voicemail." },
        Meanwhile = new() { Keep = "Our Thursday session goes on.", RiskHolder = "online" },
    };
}
