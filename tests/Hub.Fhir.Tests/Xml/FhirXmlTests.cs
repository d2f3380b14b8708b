using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Tests.Json;
using Hub.Fhir.Tests.Validation;
using Hub.Fhir.Types;
using Hub.Fhir.Xml;

namespace Hub.Fhir.Tests.Xml;

public sealed class FhirXmlTests
{
    [Theory]
    [InlineData(
        """<Patient xmlns="http://hl7.org/fhir"><id value="p"/><active value="true"/><name><given value="A"/><given value="B"/></name></Patient>""",
        """{"resourceType":"Patient","id":"p","active":true,"name":[{"given":["A","B"]}]}""")]
    [InlineData(
        """<Patient xmlns="http://hl7.org/fhir"><name id="n"><given value="A"/><given id="g"><extension url="http://a.example"><valueString value="x"/></extension></given></name></Patient>""",
        """{"resourceType":"Patient","name":[{"id":"n","given":["A",null],"_given":[null,{"id":"g","extension":[{"url":"http://a.example","valueString":"x"}]}]}]}""")]
    [InlineData(
        """<Observation xmlns="http://hl7.org/fhir"><valueQuantity><value value="1.50E+2"/></valueQuantity></Observation>""",
        """{"resourceType":"Observation","valueQuantity":{"value":1.50E+2}}""")]
    [InlineData(
        """<Patient xmlns="http://hl7.org/fhir"><contained><Organization><id value="o"/></Organization></contained></Patient>""",
        """{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o"}]}""")]
    [InlineData(
        """<Patient xmlns="http://hl7.org/fhir"><birthDate value="1990"><extension url="http://a.example"><valueTime value="10:00:00"/></extension></birthDate></Patient>""",
        """{"resourceType":"Patient","birthDate":"1990","_birthDate":{"extension":[{"url":"http://a.example","valueTime":"10:00:00"}]}}""")]
    [InlineData(
        """<Patient xmlns="http://hl7.org/fhir"><birthDate><extension url="http://a.example"><valueCode value="unknown"/></extension></birthDate></Patient>""",
        """{"resourceType":"Patient","_birthDate":{"extension":[{"url":"http://a.example","valueCode":"unknown"}]}}""")]
    [InlineData(
        """<Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p title='a>b'>x<br />y</p></div></text></Patient>""",
        """{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p title='a>b'>x<br />y</p></div>"}}""")]
    public void Xml_and_json_say_the_same(string xml, string json)
    {
        Assert.Equal(json, Encoding.UTF8.GetString(Read(xml).Utf8.Span));
        var written = FhirXml.Write(FhirElement.OfResource(JsonText.Of(Encoding.UTF8.GetBytes(json)).Root));
        Assert.Equal("""<?xml version="1.0" encoding="utf-8"?>""" + xml, Encoding.UTF8.GetString(written).Replace(" />", "/>", StringComparison.Ordinal).Replace("<br/>", "<br />", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "invalid-xml")]
    [InlineData("<Patient", "invalid-xml")]
    [InlineData("<Patient/>", "invalid-xml")]
    [InlineData("""<Patiend xmlns="http://hl7.org/fhir"/>""", "invalid-resource")]
    [InlineData("""<!DOCTYPE Patient [<!ENTITY e "x">]><Patient xmlns="http://hl7.org/fhir"><active value="&e;"/></Patient>""", "invalid-xml")]
    [InlineData("""<!DOCTYPE Patient SYSTEM "http://a.example/x.dtd"><Patient xmlns="http://hl7.org/fhir"/>""", "invalid-xml")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir">text</Patient>""", "invalid-xml")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><active vale="true"/></Patient>""", "invalid-xml")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><x:active xmlns:x="http://a.example" value="true"/></Patient>""", "invalid-xml")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><actve value="true"/></Patient>""", "unknown-element")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><_active value="true"/></Patient>""", "unknown-element")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><active value="true"/><active value="false"/></Patient>""", "cardinality")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><name value="A"><family value="B"/></name></Patient>""", "unknown-element")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><contained/></Patient>""", "invalid-resource")]
    public void What_is_not_the_xml_of_a_resource_is_refused_with_a_code(string xml, string code)
    {
        var issues = new List<Issue>();
        Assert.Null(FhirXml.Read(Encoding.UTF8.GetBytes(xml), issues));
        Assert.Equal(code, Assert.Single(issues).Problem.Code);
    }

    [Theory]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><active value="yes"/></Patient>""", "wrong-type @ Patient.active")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><multipleBirthInteger value="+1"/></Patient>""", "wrong-type @ Patient.multipleBirth.ofType(integer)")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><active/></Patient>""", "empty-element @ Patient.active")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><name/></Patient>""", "empty-element @ Patient.name[0]")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><script>x</script></div></text></Patient>""", "invalid-narrative @ Patient.text.div")]
    public void What_only_the_definition_forbids_is_left_to_the_validator(string xml, string error)
    {
        Assert.Equal([error], Check.Errors(Encoding.UTF8.GetString(Read(xml).Utf8.Span)));
    }

    [Fact]
    public void Deep_nesting_is_refused_as_too_deep()
    {
        var issues = new List<Issue>();
        var xml = """<Questionnaire xmlns="http://hl7.org/fhir">""" + string.Concat(Enumerable.Repeat("<item>", 100_000));
        Assert.Null(FhirXml.Read(Encoding.UTF8.GetBytes(xml), issues));
        Assert.Equal(Problems.TooDeep, Assert.Single(issues).Problem);
    }

    [Fact]
    public void White_space_inside_values_survives()
    {
        const string json = "{\"resourceType\":\"Basic\",\"extension\":[{\"url\":\"http://a.example\",\"valueMarkdown\":\" a\\n\\n  b\\t<&>\\\"' \\r\\n\"}]}";
        var xml = FhirXml.Write(FhirElement.OfResource(JsonText.Of(Encoding.UTF8.GetBytes(json)).Root));
        Assert.Equal(Canonical.Of(Encoding.UTF8.GetBytes(json)), Canonical.Of(Read(Encoding.UTF8.GetString(xml)).Root));
    }

    [Fact]
    public void Named_entities_of_html_become_numbers_in_xml()
    {
        const string json = """{"resourceType":"Basic","text":{"status":"generated","div":"<div>a&nbsp;&amp;b</div>"}}""";
        var xml = Encoding.UTF8.GetString(FhirXml.Write(FhirElement.OfResource(JsonText.Of(Encoding.UTF8.GetBytes(json)).Root)));
        Assert.Contains("""<div xmlns="http://www.w3.org/1999/xhtml">a&#160;&amp;b</div>""", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrative_with_a_prefix_is_understood()
    {
        const string xml = """<Basic xmlns="http://hl7.org/fhir" xmlns:h="http://www.w3.org/1999/xhtml"><text><status value="empty"/><h:div>a<h:br/></h:div></text><code><text value="x"/></code></Basic>""";
        var div = Read(xml).Root["text"]["div"].Text;
        Assert.Contains("http://www.w3.org/1999/xhtml", div, StringComparison.Ordinal);
    }

    internal static JsonText Read(string xml)
    {
        var issues = new List<Issue>();
        var text = FhirXml.Read(Encoding.UTF8.GetBytes(xml), issues);
        Assert.Empty(issues);
        return text!;
    }
}
