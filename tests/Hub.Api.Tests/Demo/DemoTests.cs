using Hub.Api.Access;
using Hub.Api.Demo;
using Hub.Api.Tests.Workflow;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Api.Tests.Demo;

/// <summary>The demo as its agencies find it on a hub that has just been started.</summary>
public sealed class DemoTests(DemoTests.DemoHost hub) : IClassFixture<DemoTests.DemoHost>
{
    [Theory]
    [InlineData("camhs", "Task?_id=demo-niamh-referral-camhs", "requested")]
    [InlineData("camhs", "Task?_id=demo-callum-referral-camhs", "accepted")]
    [InlineData("online", "Task?_id=demo-callum-referral-camhs", "accepted")]
    [InlineData("social-care", "Task?_id=demo-priya-referral-camhs", "rejected")]
    [InlineData("online", "Task?_id=demo-priya-referral-online", "received")]
    [InlineData("camhs", "Task?_id=demo-zainab-referral-camhs", "cancelled")]
    [InlineData("school", "Task?_id=demo-oliver-referral-online", "completed")]
    [InlineData("social-care", "Task?_id=demo-sky-referral-social-care", "in-progress")]
    [InlineData("social-care", "Task?_id=demo-marcus-housing", "accepted")]
    [InlineData("school", "Task?_id=demo-marcus-timetable", "rejected")]
    [InlineData("school", "Task?_id=demo-marcus-tutor", "requested")]
    [InlineData("online", "Task?_id=demo-marcus-sunday", "received")]
    [InlineData("camhs", "Task?_id=demo-marcus-letter", "completed")]
    [InlineData("camhs", "CarePlan?_id=demo-callum-safety-plan", "active")]
    [InlineData("emergency", "CarePlan?_id=demo-jamie-safety-plan", "active")]
    [InlineData("social-care", "CarePlan?_id=demo-sky-safety-plan", "active")]
    [InlineData("social-care", "ServiceRequest?_id=demo-priya-referral", "active")]
    public async Task Every_state_is_shown_to_those_it_concerns(string agency, string query, string status)
    {
        Assert.Equal(status, Assert.Single((await hub.Client(agency).Get(query)).Matches)["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("camhs", "Patient?_id=demo-wren")]
    [InlineData("social-care", "Patient?_id=demo-callum")]
    [InlineData("camhs", "Patient?_id=demo-zainab")]
    [InlineData("camhs", "CarePlan?_id=demo-zainab-safety-plan")]
    [InlineData("school", "CarePlan?_id=demo-marcus-safety-plan")]
    [InlineData("camhs", "Patient?_id=demo-sky")]
    [InlineData("social-care", "EpisodeOfCare?_id=demo-sky-online")]
    [InlineData("online", "Patient?_id=demo-niamh")]
    [InlineData("emergency", "Patient?_id=demo-callum")]
    public async Task What_is_not_shared_is_not_there(string agency, string query)
    {
        Assert.Equal(0, await Loop.Count(hub.Client(agency), query));
    }

    [Fact]
    public async Task The_named_workers_agency_sees_that_an_emergency_opened_the_record()
    {
        var flags = (await hub.Client("camhs").Get("Flag?patient=Patient/demo-jamie")).Matches;

        Assert.Contains(flags, flag => flag["code"]!["coding"]![0]!["code"]!.GetValue<string>() == "emergency-access");
    }

    [Fact]
    public async Task Told_again_the_demo_changes_nothing()
    {
        await hub.Client("online").Get("Patient/demo-wren");
        var before = hub.RowCounts();

        await new DemoSeed(hub.Services).Run(NullLogger.Instance, CancellationToken.None);

        Assert.Equal(before, hub.RowCounts());
    }

    [Fact]
    public async Task A_telling_that_was_cut_off_goes_on_where_it_stopped()
    {
        var partners = hub.Services.GetRequiredService<Partners>();
        await partners.Save((await partners.Find("online", CancellationToken.None))! with { Enabled = false }, CancellationToken.None);
        var before = hub.RowCounts("audit", "resource", "resource_version");

        await new DemoSeed(hub.Services).Run(NullLogger.Instance, CancellationToken.None);

        Assert.True((await partners.Find("online", CancellationToken.None))!.Enabled);
        Assert.Equal(before, hub.RowCounts("audit", "resource", "resource_version"));
        Assert.Equal("1", (await hub.Client("online").Get("Patient/demo-wren")).Json["meta"]!["versionId"]!.GetValue<string>());
    }

    /// <summary>A hub started on an empty database with the demo asked for.</summary>
    public sealed class DemoHost : HubHost
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Hub:Demo", "true");
        }
    }
}
