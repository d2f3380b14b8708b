using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.Types;

public sealed class ResourceReferenceTests
{
    [Theory]
    [InlineData("Patient/1", ReferenceKind.Relative, "Patient", "1", null)]
    [InlineData("Patient/1/_history/2", ReferenceKind.Relative, "Patient", "1", "2")]
    [InlineData("http://example.org/fhir/Patient/1", ReferenceKind.Absolute, "Patient", "1", null)]
    [InlineData("http://example.org/Patient/1/_history/7", ReferenceKind.Absolute, "Patient", "1", "7")]
    [InlineData("http://example.org/other", ReferenceKind.Absolute, null, null, null)]
    [InlineData("resource:0", ReferenceKind.Absolute, null, null, null)]
    [InlineData(":uuid:1", ReferenceKind.Invalid, null, null, null)]
    [InlineData("#p1", ReferenceKind.Contained, null, "p1", null)]
    [InlineData("#", ReferenceKind.Contained, null, null, null)]
    [InlineData("urn:uuid:1b2c", ReferenceKind.Urn, null, null, null)]
    [InlineData("Patient?identifier=a|b", ReferenceKind.Conditional, "Patient", null, null)]
    [InlineData("Patient", ReferenceKind.Invalid, null, null, null)]
    [InlineData("Patiend/1", ReferenceKind.Invalid, null, null, null)]
    [InlineData("Patient/a b", ReferenceKind.Invalid, null, null, null)]
    public void References_are_taken_apart(string text, ReferenceKind kind, string? type, string? id, string? version)
    {
        var reference = ResourceReference.Parse(text);
        Assert.Equal((kind, type, id, version), (reference.Kind, reference.Type, reference.Id, reference.Version));
    }
}
