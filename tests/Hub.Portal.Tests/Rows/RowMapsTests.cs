using AutoMapper;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Portal.Rows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Portal.Tests.Rows;

public sealed class RowMapsTests
{
    private static readonly MapperConfiguration Configuration = new(maps => maps.AddProfile<RowMaps>(), NullLoggerFactory.Instance);
    private static readonly IMapper Mapper = Configuration.CreateMapper();

    [Fact]
    public void Every_member_of_every_row_is_mapped_or_left_on_purpose() => Configuration.AssertConfigurationIsValid();

    [Fact]
    public void A_referral_Task_becomes_a_row()
    {
        var row = Mapper.Map<ReferralRow>(new ReferralTask(Json("""
            {"resourceType":"Task","id":"t1","meta":{"versionId":"3","lastUpdated":"2026-11-20T10:00:00Z"},"status":"accepted","priority":"urgent",
             "businessStatus":{"coding":[{"system":"https://referralhub.example/fhir/CodeSystem/business-status","code":"waitlisted"}]},
             "focus":{"reference":"ServiceRequest/s1"},"for":{"reference":"Patient/p1"},"requester":{"reference":"Organization/online"},"owner":{"reference":"Organization/camhs"},
             "authoredOn":"2026-11-01T09:00:00Z",
             "extension":[{"url":"https://referralhub.example/fhir/StructureDefinition/named-worker","valueReference":{"display":"Tom Ferris"}},
                          {"url":"https://referralhub.example/fhir/StructureDefinition/first-contact","valueDate":"2026-12-01"},
                          {"url":"https://referralhub.example/fhir/StructureDefinition/risk-holder","valueReference":{"reference":"Organization/online"}}]}
            """)));

        Assert.Equal(("t1", "3", "s1", "p1"), (row.Id, row.Version, row.Request, row.Person));
        Assert.Equal(("online", "camhs", "online"), (row.Placer, row.Recipient, row.RiskHolder));
        Assert.Equal(("Tom Ferris", new DateOnly(2026, 12, 1)), (row.Worker, row.FirstContact));
        Assert.Equal("Accepted, waiting", ReferralWords.Status(row).Text);
        Assert.False(row.IsEnded);
    }

    [Fact]
    public void A_person_with_an_alias_alone_is_called_by_it()
    {
        var row = Mapper.Map<PersonRow>(new Person(Json("""
            {"resourceType":"Patient","id":"p1","meta":{"versionId":"1"},"identifier":[{"system":"https://referralhub.example/fhir/NamingSystem/alias","value":"wren-27"}],"birthDate":"2010-05"}
            """)));

        Assert.Equal(("wren-27", "wren-27", true), (row.Name, row.Alias, row.IsAnonymous));
    }

    [Fact]
    public void A_safety_plan_keeps_its_items_words_and_audience()
    {
        var row = Mapper.Map<SafetyPlanRow>(new SafetyPlan(Json("""
            {"resourceType":"CarePlan","id":"c1","meta":{"versionId":"2"},"status":"active","activity":[{"detail":{
              "extension":[{"url":"https://referralhub.example/fhir/StructureDefinition/audience","valueCoding":{"system":"https://referralhub.example/fhir/CodeSystem/audience","code":"family"}}],
              "code":{"coding":[{"system":"https://referralhub.example/fhir/CodeSystem/safety-plan-step","code":"warning-signs"}]},"status":"in-progress","description":"I go quiet."}}]}
            """)));

        var item = Assert.Single(row.Items);
        Assert.Equal(("warning-signs", "I go quiet."), (item.Step, item.Text));
        Assert.Equal(["family"], item.Audience);
    }

    private static JsonValue Json(string json) => JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(json), new List<Issue>())!.Root;
}
