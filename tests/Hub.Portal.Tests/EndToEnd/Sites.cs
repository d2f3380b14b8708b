namespace Hub.Portal.Tests.EndToEnd;

/// <summary>Every page of the portal, with somebody who may see it.</summary>
public static class Sites
{
    public const string Online = "caseholder@online.example";
    public const string Camhs = "caseholder@camhs.example";
    public const string Manager = "manager@camhs.example";
    public const string SocialCare = "caseholder@social-care.example";
    public const string Emergency = "duty@emergency.example";
    public const string School = "lead@school.example";

    public static readonly IReadOnlyList<(string Name, string? Who, string Path)> All =
    [
        ("sign-in", null, "/sign-in"),
        ("help", null, "/help"),
        ("accessibility", null, "/accessibility"),
        ("not-found", Online, "/nowhere"),
        ("today", Camhs, "/"),
        ("received", Camhs, "/referrals/received"),
        ("received-accepted", Camhs, "/referrals/received?tab=waiting"),
        ("received-closed", Camhs, "/referrals/received?tab=closed&priority=routine"),
        ("sent", Online, "/referrals/sent?tab=accepted"),
        ("referral", Camhs, "/referrals/demo-callum-referral-camhs"),
        ("referral-sent", Online, "/referrals/demo-callum-referral-camhs"),
        ("accept", Camhs, "/referrals/demo-niamh-referral-camhs/accept"),
        ("decline", Camhs, "/referrals/demo-niamh-referral-camhs/decline"),
        ("ask", Camhs, "/referrals/demo-niamh-referral-camhs/ask"),
        ("outcome", Camhs, "/referrals/demo-callum-referral-camhs/outcome"),
        ("withdraw", Online, "/referrals/demo-callum-referral-camhs/withdraw"),
        ("people", Online, "/people"),
        ("search", Online, "/search?q=ffion"),
        ("person", Online, "/people/demo-ffion"),
        ("person-alias", Online, "/people/demo-wren"),
        ("safety-plan", Online, "/people/demo-callum/safety-plan"),
        ("safety-plan-edit", Online, "/people/demo-callum/safety-plan/edit"),
        ("safety-plan-step", Online, "/people/demo-callum/safety-plan/edit/warning-signs"),
        ("plan", Camhs, "/people/demo-marcus/plan"),
        ("plan-by-agency", Camhs, "/people/demo-marcus/plan?by=agency"),
        ("propose", Camhs, "/people/demo-marcus/plan/propose"),
        ("agreement", Camhs, "/people/demo-marcus/plan/agreement"),
        ("sharing", Online, "/people/demo-callum/sharing"),
        ("sharing-stop", Online, "/people/demo-callum/sharing/withdraw/demo-callum-sharing"),
        ("refused", School, "/people/demo-jamie"),
        ("emergency", Emergency, "/people/demo-callum/emergency"),
        ("refer", Online, "/refer"),
        ("refer-list", Online, "/refer/" + Drafted.Id),
        ("refer-person", Online, $"/refer/{Drafted.Id}/person?q=cal"),
        ("refer-service", Online, $"/refer/{Drafted.Id}/service"),
        ("refer-sharing", Online, $"/refer/{Drafted.Id}/sharing"),
        ("refer-voice", Online, $"/refer/{Drafted.Id}/voice"),
        ("refer-needs", Online, $"/refer/{Drafted.Id}/needs"),
        ("refer-contact", Online, $"/refer/{Drafted.Id}/contact"),
        ("refer-meanwhile", Online, $"/refer/{Drafted.Id}/meanwhile"),
        ("refer-preview", Online, $"/refer/{Drafted.Id}/preview"),
        ("refer-preview-young", Online, $"/refer/{Drafted.Id}/preview?as=young"),
        ("refer-check", Online, $"/refer/{Drafted.Id}/check"),
        ("account", Online, "/account"),
        ("codes", Online, "/account/codes"),
    ];

    public static TheoryData<string> Names => [.. All.Select(site => site.Name)];

    public static (string Name, string? Who, string Path) Of(string name) => All.First(site => site.Name == name);
}
