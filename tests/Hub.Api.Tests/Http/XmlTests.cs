using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace Hub.Api.Tests.Http;

public sealed class XmlTests(HubHost hub) : IClassFixture<HubHost>
{
    private static readonly XNamespace Fhir = "http://hl7.org/fhir";
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task A_resource_goes_in_as_XML_and_out_in_both()
    {
        var created = await Send("Patient", "<Patient xmlns='http://hl7.org/fhir'><name><given value='Robin'/></name><birthDate value='2010-05'/></Patient>");
        var id = created.Response.Headers.Location!.ToString().Split('/')[^3];

        var json = await online.Get($"Patient/{id}");
        var xml = await online.Get($"Patient/{id}", ("Accept", "application/fhir+xml"));

        Assert.Equal(201, created.Status);
        Assert.Equal("Robin", json.Json["name"]![0]!["given"]![0]!.GetValue<string>());
        Assert.Equal("2010-05", XDocument.Parse(xml.Text).Root!.Element(Fhir + "birthDate")!.Attribute("value")!.Value);
    }

    [Fact]
    public async Task A_search_is_written_as_XML()
    {
        await online.Put("Basic/in-xml", """{"resourceType":"Basic","id":"in-xml","code":{"text":"x"}}""");

        var reply = await online.Get("Basic?_id=in-xml&_format=xml");

        Assert.Equal(Fhir + "Bundle", XDocument.Parse(reply.Text).Root!.Name);
    }

    [Fact]
    public async Task A_refusal_is_written_as_XML()
    {
        var reply = await online.Get("Basic/none", ("Accept", "application/fhir+xml"));

        Assert.Equal((404, Fhir + "OperationOutcome"), (reply.Status, XDocument.Parse(reply.Text).Root!.Name));
    }

    [Theory]
    [InlineData("<Patient xmlns='http://hl7.org/fhir'><name>", 400)]
    [InlineData("<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Patient xmlns='http://hl7.org/fhir'/>", 400)]
    [InlineData("<Patient xmlns='http://hl7.org/fhir'><nickname value='x'/></Patient>", 422)]
    [InlineData("<Patient/>", 400)]
    public async Task Bad_XML_is_refused(string body, int status)
    {
        var before = hub.RowCounts("audit", "clock");

        var reply = await Send("Patient", body, ("Accept", "application/fhir+json"));

        Assert.True(status == reply.Status, $"{reply.Status} {reply.Text}");
        Assert.NotEmpty(reply.Problems);
        Assert.Equal(before, hub.RowCounts("audit", "clock"));
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("%0B")]
    [InlineData("%EF%BF%BF")]
    [InlineData("%F0%9F%98%80%01")]
    public async Task A_refusal_that_quotes_what_XML_cannot_hold_is_XML_all_the_same(string name)
    {
        var reply = await online.Get($"Basic?{name}=x", ("Accept", "application/fhir+xml"));

        Assert.Equal((400, Fhir + "OperationOutcome"), (reply.Status, XDocument.Parse(reply.Text).Root!.Name));
    }

    private Task<Reply> Send(string path, string xml, params (string Name, string Value)[] headers)
        => online.Send(HttpMethod.Post, path, new StringContent(xml, Encoding.UTF8, new MediaTypeHeaderValue("application/fhir+xml")), headers);
}
