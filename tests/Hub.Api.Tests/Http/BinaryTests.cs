using System.Net.Http.Headers;

namespace Hub.Api.Tests.Http;

public sealed class BinaryTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task What_went_in_comes_out_byte_for_byte()
    {
        var bytes = Enumerable.Range(0, 5000).Select(number => (byte)(number * 7)).ToArray();

        var created = await Send(online, HttpMethod.Post, "Binary", bytes, "image/png");
        var read = await (await online.GetAsync($"/fhir/Binary/{created.Id}")).Content.ReadAsByteArrayAsync();

        Assert.Equal(201, created.Status);
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData(null, 200, "application/pdf")]
    [InlineData("*/*", 200, "application/pdf")]
    [InlineData("application/pdf", 200, "application/pdf")]
    [InlineData("application/*", 200, "application/pdf")]
    [InlineData("application/fhir+json", 200, "application/fhir+json")]
    [InlineData("application/fhir+xml", 200, "application/fhir+xml")]
    [InlineData("image/png", 406, "application/fhir+json")]
    public async Task Accept_says_whether_it_is_the_file_or_the_resource(string? accept, int status, string type)
    {
        await Send(online, HttpMethod.Put, "Binary/accepted", "%PDF"u8.ToArray(), "application/pdf");

        var reply = await online.Get("Binary/accepted", accept is null ? [] : [("Accept", accept)]);

        Assert.Equal((status, type), (reply.Status, reply.Response.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("bytes=0-3", 206, "0123", "bytes 0-3/10")]
    [InlineData("bytes=7-", 206, "789", "bytes 7-9/10")]
    [InlineData("bytes=-4", 206, "6789", "bytes 6-9/10")]
    [InlineData("bytes=-40", 206, "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=8-999", 206, "89", "bytes 8-9/10")]
    [InlineData("bytes=0-1,4-5", 200, "0123456789", null)]
    [InlineData("lines=0-1", 200, "0123456789", null)]
    [InlineData("bytes=5-3", 200, "0123456789", null)]
    public async Task A_range_is_a_part(string range, int status, string text, string? contentRange)
    {
        await Send(online, HttpMethod.Put, "Binary/digits", "0123456789"u8.ToArray(), "text/plain");

        var reply = await online.Get("Binary/digits", ("Range", range));

        Assert.Equal((status, text), (reply.Status, reply.Text));
        Assert.Equal(contentRange, reply.Response.Content.Headers.ContentRange?.ToString());
    }

    [Fact]
    public async Task A_range_past_the_end_is_416_and_says_how_long_it_is()
    {
        await Send(online, HttpMethod.Put, "Binary/short", "0123456789"u8.ToArray(), "text/plain");

        var reply = await online.Get("Binary/short", ("Range", "bytes=10-"));

        Assert.Equal((416, "range-not-satisfiable"), (reply.Status, reply.Problems.Single()));
        Assert.Equal("bytes */10", reply.Response.Content.Headers.ContentRange?.ToString());
    }

    [Fact]
    public async Task A_page_is_never_run()
    {
        await Send(online, HttpMethod.Put, "Binary/page", "<script>alert(1)</script>"u8.ToArray(), "text/html");

        var reply = await online.Get("Binary/page", ("Accept", "text/html,*/*"));

        Assert.Equal(200, reply.Status);
        Assert.Equal("attachment", reply.Response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(["nosniff"], reply.Response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Contains("sandbox", reply.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_security_context_decides_who_sees_it()
    {
        await online.Put("Patient/context", """{"resourceType":"Patient","id":"context"}""");
        await Send(online, HttpMethod.Put, "Binary/secret", "x"u8.ToArray(), "text/plain", ("X-Security-Context", "Patient/context"));

        var own = await online.Get("Binary/secret", ("Accept", "application/fhir+json"));
        var other = await hub.Client("camhs").Get("Binary/secret");
        var raw = await online.Get("Binary/secret");

        Assert.Equal("Patient/context", own.Json["securityContext"]!["reference"]!.GetValue<string>());
        Assert.Equal(404, other.Status);
        Assert.Equal(["Patient/context"], raw.Response.Headers.GetValues("X-Security-Context"));
    }

    [Fact]
    public async Task A_version_is_read_raw_and_a_deleted_one_is_gone()
    {
        await Send(online, HttpMethod.Put, "Binary/versions", "one"u8.ToArray(), "text/plain");
        await Send(online, HttpMethod.Put, "Binary/versions", "two"u8.ToArray(), "text/plain");

        Assert.Equal("one", (await online.Get("Binary/versions/_history/1")).Text);
        Assert.Equal("two", (await online.Get("Binary/versions")).Text);
        await online.Delete("Binary/versions");
        Assert.Equal((410, "gone"), ((await online.Get("Binary/versions")).Status, (await online.Get("Binary/versions")).Problems.Single()));
    }

    [Fact]
    public async Task It_is_checked_again_and_asked_for_by_head()
    {
        await Send(online, HttpMethod.Put, "Binary/head", "0123456789"u8.ToArray(), "text/plain");

        var head = await online.Call(HttpMethod.Head, "Binary/head", null);
        var same = await online.Get("Binary/head", ("If-None-Match", "W/\"1\""));

        Assert.Equal((200, 10L, ""), (head.Status, head.Response.Content.Headers.ContentLength, head.Text));
        Assert.Equal(304, same.Status);
    }

    [Fact]
    public async Task A_file_larger_than_taken_is_413()
    {
        var bytes = new byte[new Api.Http.HttpSettings().LargestBinary + 1];

        var reply = await Send(online, HttpMethod.Post, "Binary", bytes, "application/octet-stream");

        Assert.Equal((413, "too-large"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task A_file_as_large_as_taken_is_taken()
    {
        var bytes = new byte[new Api.Http.HttpSettings().LargestBinary];
        bytes[^1] = 7;

        var created = await Send(online, HttpMethod.Post, "Binary", bytes, "application/octet-stream", ("Prefer", "return=minimal"));
        var last = await (await online.SendAsync(Ranged($"/fhir{new Uri(created.Response.Headers.Location!.ToString()).AbsolutePath["/fhir".Length..]}", bytes.Length - 2))).Content.ReadAsByteArrayAsync();

        Assert.Equal(201, created.Status);
        Assert.Equal([0, 7], last);
    }

    [Fact]
    public async Task The_resource_itself_is_taken_as_before()
    {
        var created = await online.Post("Binary", """{"resourceType":"Binary","contentType":"text/plain","data":"aGVsbG8="}""");

        Assert.Equal(201, created.Status);
        Assert.Equal("hello", (await online.Get($"Binary/{created.Id}")).Text);
    }

    [Fact]
    public async Task Other_types_take_no_files()
    {
        var reply = await Send(online, HttpMethod.Post, "Patient", "x"u8.ToArray(), "text/plain");

        Assert.Equal((415, "unsupported-media-type"), (reply.Status, reply.Problems.Single()));
    }

    private static HttpRequestMessage Ranged(string path, long from)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new RangeHeaderValue(from, null);
        return request;
    }

    private static Task<Reply> Send(HttpClient client, HttpMethod method, string path, byte[] bytes, string type, params (string, string)[] headers)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return client.Send(method, path, content, headers);
    }
}
