using Hub.Fhir.Care;

namespace Hub.Fhir.Tests.Care;

public class ShareCategoriesTests
{
    private const string Sys = Canonicals.CodeSystemBase;

    [Theory]
    [InlineData("""{"resourceType":"Patient"}""", "identity")]
    [InlineData("""{"resourceType":"RelatedPerson","patient":{"reference":"Patient/1"}}""", "identity")]
    [InlineData("""{"resourceType":"Flag","status":"active","code":{"coding":[{"system":"SYSflag-kind","code":"safe-contact"}]},"subject":{"reference":"Patient/1"}}""", "identity")]
    [InlineData("""{"resourceType":"Flag","status":"active","code":{"coding":[{"system":"SYSflag-kind","code":"immediate-concern"}]},"subject":{"reference":"Patient/1"}}""", "safety-plan")]
    [InlineData("""{"resourceType":"Flag","status":"active","code":{"text":"other"},"subject":{"reference":"Patient/1"}}""", "assessment")]
    [InlineData("""{"resourceType":"ServiceRequest","status":"active","intent":"order","subject":{"reference":"Patient/1"}}""", "referral")]
    [InlineData("""{"resourceType":"Task","status":"requested","intent":"order","code":{"coding":[{"system":"SYStask-kind","code":"referral"}]}}""", "referral")]
    [InlineData("""{"resourceType":"Task","status":"requested","intent":"order","focus":{"reference":"ServiceRequest/1"},"code":{"coding":[{"system":"http://hl7.org/fhir/CodeSystem/task-code","code":"fulfill"}]}}""", "referral")]
    [InlineData("""{"resourceType":"Task","status":"requested","intent":"order","code":{"coding":[{"system":"SYStask-kind","code":"plan-action"}]}}""", "joint-plan")]
    [InlineData("""{"resourceType":"Task","status":"requested","intent":"order"}""", "administrative")]
    [InlineData("""{"resourceType":"CarePlan","status":"active","intent":"plan","category":[{"coding":[{"system":"SYSplan-category","code":"safety-plan"}]}],"subject":{"reference":"Patient/1"}}""", "safety-plan")]
    [InlineData("""{"resourceType":"CarePlan","status":"active","intent":"plan","category":[{"coding":[{"system":"http://snomed.info/sct","code":"736253002"}]}],"subject":{"reference":"Patient/1"}}""", "safety-plan")]
    [InlineData("""{"resourceType":"CarePlan","status":"active","intent":"plan","category":[{"coding":[{"system":"SYSplan-category","code":"joint-action-plan"}]}],"subject":{"reference":"Patient/1"}}""", "joint-plan")]
    [InlineData("""{"resourceType":"CarePlan","status":"active","intent":"plan","subject":{"reference":"Patient/1"}}""", "episode")]
    [InlineData("""{"resourceType":"CareTeam"}""", "joint-plan")]
    [InlineData("""{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/1"}}""", "joint-plan")]
    [InlineData("""{"resourceType":"EpisodeOfCare","status":"active","patient":{"reference":"Patient/1"}}""", "episode")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"}}""", "assessment")]
    [InlineData("""{"resourceType":"MedicationRequest","status":"active","intent":"order","medicationCodeableConcept":{"text":"x"},"subject":{"reference":"Patient/1"}}""", "assessment")]
    [InlineData("""{"resourceType":"Procedure","status":"completed","subject":{"reference":"Patient/1"}}""", "assessment")]
    [InlineData("""{"resourceType":"QuestionnaireResponse","status":"completed"}""", "assessment")]
    [InlineData("""{"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":"https://referralhub.example/fhir/Questionnaire/in-my-words|1"}""", "referral")]
    [InlineData("""{"resourceType":"Communication","status":"completed"}""", "contact-log")]
    [InlineData("""{"resourceType":"Communication","status":"completed","about":[{"reference":"ServiceRequest/1"}]}""", "referral")]
    [InlineData("""{"resourceType":"DocumentReference","status":"current","content":[{"attachment":{"url":"Binary/1"}}]}""", "document")]
    [InlineData("""{"resourceType":"Consent","status":"active","scope":{"text":"x"},"category":[{"text":"x"}],"policyRule":{"text":"x"}}""", "sharing")]
    [InlineData("""{"resourceType":"Organization","name":"x"}""", "directory")]
    [InlineData("""{"resourceType":"Questionnaire","status":"active"}""", "directory")]
    [InlineData("""{"resourceType":"Basic","code":{"text":"x"}}""", "administrative")]
    [InlineData("""{"resourceType":"Subscription","status":"off","reason":"x","criteria":"x","channel":{"type":"rest-hook"}}""", "administrative")]
    public void Every_resource_belongs_to_one_category(string json, string category)
    {
        Assert.Equal(category, ShareCategories.Of(Given.Valid(json.Replace("SYS", Sys, StringComparison.Ordinal))));
    }

    [Fact]
    public void What_no_row_names_is_read_by_its_author_alone()
    {
        Assert.Equal("administrative", ShareCategories.Of(Given.Valid("""{"resourceType":"Account","status":"active","subject":[{"reference":"Patient/1"}]}""")));
    }
}
