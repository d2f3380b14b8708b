namespace Hub.Api.Tests.Operations;

public sealed class TerminologyTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Gender = "http://hl7.org/fhir/administrative-gender";
    private const string Genders = "http://hl7.org/fhir/ValueSet/administrative-gender";
    private const string Category = "https://referralhub.example/fhir/CodeSystem/request-category";

    private readonly HttpClient online = hub.Client("online");

    [Theory]
    [InlineData($"CodeSystem/$validate-code?url={Gender}&code=other", true)]
    [InlineData($"CodeSystem/$validate-code?url={Gender}&code=unsaid", false)]
    [InlineData($"CodeSystem/$validate-code?url={Gender}&code=Other", false)]
    [InlineData($"CodeSystem/$validate-code?url={Category}&version=1.0.0&code=advice", true)]
    [InlineData($"ValueSet/$validate-code?url={Genders}&code=other", true)]
    [InlineData($"ValueSet/$validate-code?url={Genders}&system={Gender}&code=other&display=Something", true)]
    [InlineData($"ValueSet/$validate-code?url={Genders}&system=urn:elsewhere&code=other", false)]
    public async Task A_code_of_what_is_held_is_valid_or_not(string question, bool result)
    {
        var reply = await online.Get(question);

        Assert.True(reply.Status == 200, reply.Text);
        Assert.Equal(result, Parameter(reply, "result")!["valueBoolean"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("CodeSystem/$validate-code?url=http://loinc.org&code=1")]
    [InlineData("CodeSystem/$validate-code?url=http://snomed.info/sct&code=224099002")]
    [InlineData($"CodeSystem/$validate-code?url={Category}&version=9&code=advice")]
    [InlineData("CodeSystem/$validate-code?code=advice")]
    [InlineData("ValueSet/$validate-code?url=https://x.example/ValueSet/mine&code=1")]
    [InlineData($"ValueSet/$validate-code?url={Genders}|99&code=other")]
    [InlineData("CodeSystem/$lookup?system=http://loinc.org&code=1")]
    [InlineData("ValueSet/$expand?url=https://x.example/ValueSet/mine")]
    [InlineData($"ValueSet/$expand?url={Genders}|99")]
    [InlineData("ConceptMap/$translate?system=http://loinc.org&code=1")]
    public async Task What_is_not_held_is_not_checked(string question)
    {
        var reply = await online.Get(question);

        Assert.Equal((422, "not-checked"), (reply.Status, reply.Problems.Single()));
    }

    [Theory]
    [InlineData("""{"coding":[{"system":"http://loinc.org","code":"1"},{"system":"http://hl7.org/fhir/administrative-gender","code":"other"}]}""", 200)]
    [InlineData("""{"coding":[{"system":"http://loinc.org","code":"1"},{"system":"http://hl7.org/fhir/administrative-gender","code":"unsaid"}]}""", 422)]
    public async Task One_coding_that_is_valid_will_do_and_one_unchecked_is_not_called_invalid(string concept, int status)
    {
        var reply = await online.Post("CodeSystem/$validate-code", $$"""{"resourceType":"Parameters","parameter":[{"name":"codeableConcept","valueCodeableConcept":{{concept}}}]}""");

        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task Get_and_post_say_the_same()
    {
        var got = await online.Get($"CodeSystem/$lookup?system={Category}&code=advice");
        var posted = await online.Post(
            "CodeSystem/$lookup",
            $$"""{"resourceType":"Parameters","parameter":[{"name":"system","valueUri":"{{Category}}"},{"name":"code","valueCode":"advice"}]}""");

        Assert.Equal(200, got.Status);
        Assert.Equal(got.Text, posted.Text);
    }

    [Fact]
    public async Task A_code_that_a_whole_system_lacks_is_404()
    {
        var reply = await online.Get($"CodeSystem/$lookup?system={Category}&code=favour");

        Assert.Equal((404, "not-found"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task An_expansion_is_paged_without_gap_or_repetition()
    {
        const string url = "http://hl7.org/fhir/ValueSet/request-priority";
        var whole = await online.Get($"ValueSet/$expand?url={url}");
        var pages = new List<string>();
        for (var offset = 0; offset < 4; offset += 3)
        {
            pages.AddRange(Codes(await online.Get($"ValueSet/$expand?url={url}&offset={offset}&count=3")));
        }

        var none = await online.Get($"ValueSet/$expand?url={url}&count=0");

        Assert.Equal(["routine", "urgent", "asap", "stat"], Codes(whole));
        Assert.Equal(Codes(whole), pages);
        Assert.Equal((4, 0), (none.Json["expansion"]!["total"]!.GetValue<int>(), Codes(none).Length));
    }

    [Fact]
    public async Task An_expansion_speaks_XML_as_well()
    {
        var reply = await online.Get($"ValueSet/$expand?url={Genders}&_format=xml");

        Assert.Equal(200, reply.Status);
        Assert.Contains("<ValueSet xmlns=\"http://hl7.org/fhir\">", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_without_counterpart_is_translated_to_nothing_and_says_why()
    {
        var reply = await online.Get("ConceptMap/$translate?system=https://referralhub.example/fhir/CodeSystem/decline-reason&code=other-reason-unheard-of");

        Assert.Equal(200, reply.Status);
        Assert.False(Parameter(reply, "result")!["valueBoolean"]!.GetValue<bool>());
        Assert.NotNull(Parameter(reply, "message"));
    }

    [Theory]
    [InlineData("CodeSystem/$validate-code?url=x", 422, "missing-element")]
    [InlineData("ValueSet/$expand", 422, "missing-element")]
    [InlineData($"ValueSet/$expand?url={Genders}&count=few", 400, "invalid-parameter")]
    [InlineData($"ValueSet/$expand?url={Genders}&colour=blue", 400, "unknown-parameter")]
    [InlineData($"ConceptMap/$translate?system={Gender}&code=other&reverse=perhaps", 400, "invalid-parameter")]
    [InlineData("ValueSet/gender", 404, "unknown-type")]
    [InlineData("ValueSet", 404, "unknown-type")]
    public async Task What_is_asked_wrongly_is_refused(string question, int status, string problem)
    {
        var reply = await online.Get(question);

        Assert.Equal((status, problem), (reply.Status, reply.Problems.Single()));
    }

    [Theory]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"name":"favourite","valueCode":"x"}]}""", 400, "unknown-parameter")]
    [InlineData("""{"resourceType":"Basic","code":{"text":"x"}}""", 400, "type-mismatch")]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"valueCode":"x"}]}""", 422, "missing-element")]
    public async Task Parameters_are_checked(string body, int status, string problem)
    {
        var reply = await online.Post("ValueSet/$expand", body);

        Assert.Equal((status, problem), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task Nobody_asks_without_a_token()
    {
        var reply = await hub.Anyone().Get($"ValueSet/$expand?url={Genders}");

        Assert.Equal(401, reply.Status);
    }

    [Fact]
    public async Task A_batch_asks_several_at_once()
    {
        var reply = await online.Post("", $$$"""
            {"resourceType":"Bundle","type":"batch","entry":[
              {"request":{"method":"GET","url":"ValueSet/$expand?url={{{Genders}}}"}},
              {"request":{"method":"POST","url":"CodeSystem/$lookup"},"resource":{"resourceType":"Parameters","parameter":[{"name":"system","valueUri":"{{{Category}}}"},{"name":"code","valueCode":"advice"}]}},
              {"request":{"method":"POST","url":"CodeSystem/$lookup"},"resource":{"resourceType":"Parameters","parameter":[{"name":"sort","valueUri":"x"}]}}]}
            """);

        Assert.Equal(["200 OK", "200 OK", "400 Bad Request"], reply.Entries.Select(entry => entry["response"]!["status"]!.GetValue<string>()));
    }

    private static System.Text.Json.Nodes.JsonNode? Parameter(Reply reply, string name)
        => reply.Json["parameter"]!.AsArray().FirstOrDefault(parameter => parameter!["name"]!.GetValue<string>() == name);

    private static string[] Codes(Reply reply)
        => [.. (reply.Json["expansion"]!["contains"]?.AsArray() ?? []).Select(concept => concept!["code"]!.GetValue<string>())];
}
