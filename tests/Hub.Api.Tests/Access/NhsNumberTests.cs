using Microsoft.AspNetCore.Hosting;

namespace Hub.Api.Tests.Access;

/// <summary>What becomes of an NHS number whose check digit is wrong: as Hub:NhsNumbers says, the same for every way in.</summary>
public sealed class NhsNumberTests
{
    private const string Wrong = """{"resourceType":"Patient","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9434765918"}],"name":[{"text":"Fox"}],"birthDate":"2010-05-01"}""";
    private const string Right = """{"resourceType":"Patient","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9434765919"}],"name":[{"text":"Fox"}],"birthDate":"2010-05-01"}""";

    [Fact]
    public async Task A_wrong_NHS_number_is_refused_by_its_place_and_leaves_nothing()
    {
        using var hub = new HubHost();
        var online = hub.Client("online");
        var before = hub.RowCounts("audit", "clock");

        var reply = await online.Post("Patient", Wrong);

        Assert.Equal((422, "invalid-identifier"), (reply.Status, reply.Problems.Single()));
        Assert.Contains("Patient.identifier[0].value", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("9434765918", reply.Text, StringComparison.Ordinal);
        Assert.Equal(before, hub.RowCounts("audit", "clock"));
        Assert.Equal(201, (await online.Post("Patient", Right)).Status);
    }

    [Fact]
    public async Task A_wrong_NHS_number_in_an_entry_is_named_by_the_entry()
    {
        using var hub = new HubHost();

        var reply = await hub.Client("online").Post("", $$$"""{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{{{Wrong}}},"request":{"method":"POST","url":"Patient"}}]}""");

        Assert.Equal((422, "invalid-identifier"), (reply.Status, reply.Problems.Single()));
        Assert.Contains("Bundle.entry[0].resource.identifier[0].value", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("warning", true)]
    [InlineData("off", false)]
    public async Task A_hub_may_take_them_with_or_without_a_word(string rule, bool isTold)
    {
        using var hub = new HubThat(rule);
        var online = hub.Client("online");

        Assert.Equal(201, (await online.Post("Patient", Wrong)).Status);
        Assert.Equal(isTold, (await online.Post("Patient/$validate", Wrong)).Problems.Contains("invalid-identifier"));
    }

    private sealed class HubThat(string rule) : HubHost
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Hub:NhsNumbers", rule);
        }
    }
}
