using System.Net.Http.Headers;
using System.Text;

namespace Hub.Api.Tests.Http;

/// <summary>Whatever is sent: a clear OperationOutcome, and nothing has changed.</summary>
public sealed class BadInputTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    public static TheoryData<string, string, int, string> Bodies => new()
    {
        { "Patient", "", 400, "invalid-json" },
        { "Patient", "{", 400, "invalid-json" },
        { "Patient", """{"resourceType":"Patient",}""", 400, "invalid-json" },
        { "Patient", """{"resourceType":"Patient"} extra""", 400, "invalid-json" },
        { "Patient", """{"resourceType":"Patient","active":true,"active":false}""", 400, "duplicate-key" },
        { "Patient", "[]", 422, "invalid-resource" },
        { "Patient", "null", 422, "invalid-resource" },
        { "Patient", """{"resourceType":"Person2"}""", 422, "invalid-resource" },
        { "Patient", """{"resourceType":"Basic","code":{"text":"x"}}""", 400, "type-mismatch" },
        { "Patient", """{"resourceType":"Patient","nickname":"x"}""", 422, "unknown-element" },
        { "Patient", """{"resourceType":"Patient","gender":"unsaid"}""", 422, "invalid-code" },
        { "Patient", """{"resourceType":"Patient","birthDate":"yesterday"}""", 422, "invalid-primitive" },
        { "Patient", """{"resourceType":"Patient","active":"true"}""", 422, "wrong-type" },
        { "Patient", """{"resourceType":"Patient","name":{"family":"x"}}""", 422, "wrong-type" },
        { "Patient", """{"resourceType":"Patient","name":[]}""", 422, "empty-element" },
        { "Goal", """{"resourceType":"Goal"}""", 422, "missing-element" },
        { "Medication", """{"resourceType":"Medication"}""", 404, "unknown-type" },
        { "Unicorn", """{"resourceType":"Unicorn"}""", 404, "unknown-type" },
        { "patient", """{"resourceType":"Patient"}""", 404, "unknown-type" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_refused_and_changes_nothing(string type, string body, int status, string problem)
    {
        var before = Rows();

        var reply = await online.Post(type, body);

        Assert.True(status == reply.Status, $"{reply.Status} {reply.Text}");
        Assert.Contains(problem, reply.Problems);
        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task A_body_of_20_MB_is_too_large()
    {
        var before = Rows();
        var body = $$"""{"resourceType":"Patient","name":[{"family":"{{new string('x', 20 * 1024 * 1024)}}"}]}""";

        var reply = await online.Post("Patient", body);

        Assert.Equal((413, "too-large"), (reply.Status, reply.Problems.Single()));
        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_bounded_as_well()
    {
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($"\"{new string('x', 6 * 1024 * 1024)}\"")));
        content.Headers.ContentType = new MediaTypeHeaderValue(Calls.FhirJson);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/fhir/Patient") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        var response = await online.SendAsync(request);

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public async Task A_hundred_thousand_levels_are_too_deep(char open, char close)
    {
        var deep = open == '['
            ? new string(open, 100_000) + new string(close, 100_000)
            : string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string(close, 100_000);

        var reply = await online.Post("Patient", $$"""{"resourceType":"Patient","extension":{{deep}}}""");

        Assert.Equal((400, "too-deep"), (reply.Status, reply.Problems.Single()));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/turtle")]
    [InlineData("application/fhir+json; charset=iso-8859-1")]
    [InlineData("nonsense")]
    public async Task A_body_that_is_no_FHIR_JSON_is_415(string type)
    {
        using var content = new StringContent("""{"resourceType":"Patient"}""");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var reply = await online.Send(HttpMethod.Post, "Patient", content);

        Assert.Equal((415, "unsupported-media-type"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused()
    {
        using var content = new ByteArrayContent([.. Encoding.UTF8.GetBytes("""{"resourceType":"Patient","name":[{"family":" """), 0xC3, 0x28, .. "\"}]}"u8.ToArray()]);
        content.Headers.ContentType = new MediaTypeHeaderValue(Calls.FhirJson);

        var reply = await online.Send(HttpMethod.Post, "Patient", content);

        Assert.Equal((400, "invalid-json"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task A_compressed_body_is_415()
    {
        using var content = new StringContent("x", Encoding.UTF8, Calls.FhirJson);
        content.Headers.ContentEncoding.Add("gzip");

        var reply = await online.Send(HttpMethod.Post, "Patient", content);

        Assert.Equal((415, "unsupported-media-type"), (reply.Status, reply.Problems.Single()));
    }

    [Theory]
    [InlineData("Patient?identifier=x'%20OR%20'1'='1")]
    [InlineData("Patient?name=%27%3B%20DROP%20TABLE%20resource%3B--")]
    [InlineData("Patient?name=%25")]
    [InlineData("Patient?_id=../../etc/passwd")]
    [InlineData("Patient?identifier=%7C%27%22%5C")]
    [InlineData("Patient?organization=Organization/1)%20UNION%20SELECT%20*%20FROM%20partner--")]
    public async Task Search_values_are_values_and_nothing_else(string search)
    {
        await online.Put("Patient/someone", """{"resourceType":"Patient","id":"someone","name":[{"family":"Someone"}]}""");
        var before = Rows();

        var reply = await online.Get(search);

        Assert.Contains(reply.Status, new[] { 200, 400 });
        Assert.True(reply.Status == 400 || reply.Matches.Length == 0, reply.Text);
        Assert.Equal(before, Rows());
    }

    [Theory]
    [InlineData("Patient?birthdate=yesterday", "invalid-parameter")]
    [InlineData("Patient?name=%00", "invalid-parameter")]
    [InlineData("Patient?na%00me=x", "invalid-parameter")]
    [InlineData("Basic?_has:Task:patient:status=%00", "invalid-parameter")]
    [InlineData("AuditEvent?entity-name=%00", "invalid-parameter")]
    [InlineData("Patient/search-bad/*?name=a%00", "invalid-parameter")]
    [InlineData("Patient?favourite=1", "unknown-parameter")]
    [InlineData("Patient?name:sideways=x", "invalid-parameter")]
    [InlineData("Patient?_count=-1", "invalid-parameter")]
    [InlineData("Patient?_sort=favourite", "invalid-parameter")]
    [InlineData("Patient?_cursor=forged", "invalid-parameter")]
    public async Task A_search_that_cannot_be_understood_is_refused(string search, string problem)
    {
        var reply = await online.Get(search);

        Assert.Equal(400, reply.Status);
        Assert.Contains(problem, reply.Problems);
    }

    private IReadOnlyDictionary<string, long> Rows() => hub.RowCounts("audit", "clock");
}
