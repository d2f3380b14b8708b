using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Hub.Fhir.Json;
using Hub.Fhir.Tests.Json;
using Hub.Fhir.Tests.Validation;

namespace Hub.Fhir.Tests.Xml;

public sealed partial class XmlExamplesTests
{
    [ThirdPartyFact]
    public void Both_forms_of_the_same_resource_agree()
    {
        foreach (var file in ThirdParty.Files("xml-json"))
        {
            var json = JsonText.Of(File.ReadAllBytes(file)).Root;
            var xml = FhirXmlTests.Read(File.ReadAllText(Path.ChangeExtension(file, ".xml"))).Root;
            Assert.True(Plain(json, xml) == Plain(xml, json), file);
        }
    }

    [ThirdPartyFact]
    public void Resources_of_the_United_Kingdom_come_in_as_xml()
    {
        foreach (var file in ThirdParty.Files("uk/ukcore", "*.xml"))
        {
            var json = FhirXmlTests.Read(File.ReadAllText(file));
            Assert.Empty(Check.Errors(Encoding.UTF8.GetString(json.Utf8.Span)));
        }
    }

    /// <summary>
    /// The two forms differ in white space, in how narratives write quotes, in how the same number is written (1E-22 and
    /// 0.0000000000000000000001). The code system has a narrative in one only, the observation an extension in the other only.
    /// </summary>
    private static string Plain(JsonValue resource, JsonValue other)
    {
        var members = new List<string>();
        foreach (var property in resource.Properties)
        {
            if (other[property.NameUtf8].Exists)
            {
                members.Add($"{property.Name}:{Canonical.Of(property.Value)}");
            }
        }

        var text = WebUtility.HtmlDecode(string.Join("\n", members.Order(StringComparer.Ordinal)));
        text = Numbers().Replace(text, number => double.Parse(number.Value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        return string.Concat(text.Where(sign => !char.IsWhiteSpace(sign)));
    }

    [GeneratedRegex(@"\d+(\.\d+)?([eE][+-]?\d+)?")]
    private static partial Regex Numbers();
}
