using System.Text;
using Hub.Fhir.Json;

namespace Hub.Fhir.Tests.Types;

public sealed class ReferenceReplacementTests
{
    [Theory]
    [InlineData(
        """{"resourceType":"Task","focus":{"reference":"urn:uuid:a"},"for":{"reference":"urn:uuid:b","display":"urn:uuid:a"}}""",
        """{"resourceType":"Task","focus":{"reference":"ServiceRequest/1"},"for":{"reference":"urn:uuid:b","display":"urn:uuid:a"}}""")]
    [InlineData(
        """{"resourceType":"Patient","identifier":[{"system":"urn:ietf:rfc:3986","value":"urn:uuid:a"}],"managingOrganization":{"reference":"urn:uuid:a"}}""",
        """{"resourceType":"Patient","identifier":[{"system":"urn:ietf:rfc:3986","value":"urn:uuid:a"}],"managingOrganization":{"reference":"ServiceRequest/1"}}""")]
    [InlineData(
        """{"resourceType":"Basic","extension":[{"url":"x","valueUri":"urn:uuid:a"}],"contained":[{"resourceType":"Task","focus":{"reference":"urn:uuid:a"}}]}""",
        """{"resourceType":"Basic","extension":[{"url":"x","valueUri":"ServiceRequest/1"}],"contained":[{"resourceType":"Task","focus":{"reference":"ServiceRequest/1"}}]}""")]
    [InlineData(
        """{"resourceType":"Basic","text":{"div":"<div><a href=\"urn:uuid:a\">urn:uuid:a</a></div>"}}""",
        """{"resourceType":"Basic","text":{"div":"<div><a href=\"ServiceRequest/1\">urn:uuid:a</a></div>"}}""")]
    [InlineData(
        """{"resourceType":"Patient","_birthDate":{"extension":[{"url":"x","valueReference":{"reference":"urn:uuid:a"}}]},"multipleBirthInteger":1.0}""",
        """{"resourceType":"Patient","_birthDate":{"extension":[{"url":"x","valueReference":{"reference":"ServiceRequest/1"}}]},"multipleBirthInteger":1.0}""")]
    public void Addresses_are_replaced_and_nothing_else_changes(string before, string after)
    {
        var text = JsonText.Of(Encoding.UTF8.GetBytes(before));
        var changed = ResourceStamp.ReplaceReferences(text, address => address == "urn:uuid:a" ? "ServiceRequest/1" : null);
        Assert.Equal(after, Encoding.UTF8.GetString(changed));
    }
}
