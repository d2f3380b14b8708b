using Hub.Fhir.Definitions;

namespace Hub.Fhir.Tests.Definitions;

public sealed class DefinitionSetTests
{
    private static readonly DefinitionSet R4 = DefinitionSet.R4;

    [Fact]
    public void All_resource_types_and_search_parameters_of_R4_are_there()
    {
        Assert.Equal(146, R4.ResourceTypes.Count);
        Assert.Equal(1375, R4.AllSearchParameters.Count);
        Assert.Contains("EpisodeOfCare", R4.ResourceTypes);
        Assert.DoesNotContain("DomainResource", R4.ResourceTypes);
    }

    [Fact]
    public void Every_type_the_hub_stores_is_a_resource_type()
    {
        Assert.All(HubTypes.Stored.Concat(HubTypes.KnownOnly), name => Assert.Contains(name, R4.ResourceTypes));
    }

    [Theory]
    [InlineData("Patient", "birthDate", "birthDate", "date")]
    [InlineData("Patient", "_birthDate", "birthDate", "date")]
    [InlineData("Observation", "valueCodeableConcept", "value", "CodeableConcept")]
    [InlineData("Patient", "contact", "contact", "Patient.contact")]
    [InlineData("Questionnaire.item", "item", "item", "Questionnaire.item")]
    [InlineData("Patient.contact", "modifierExtension", "modifierExtension", "Extension")]
    [InlineData("Bundle.entry", "resource", "resource", "Resource")]
    [InlineData("Patient", "id", "id", "id")]
    public void Json_properties_lead_to_their_element_and_type(string owner, string property, string element, string type)
    {
        Assert.True(R4.Type(owner)!.TryGetJsonProperty(System.Text.Encoding.UTF8.GetBytes(property), out var found, out var foundType));
        Assert.Equal((element, type), (found.Name, foundType.Name));
    }

    [Theory]
    [InlineData("Patient", "value")]
    [InlineData("Observation", "value")]
    [InlineData("Observation", "valueReference")]
    [InlineData("Patient", "_name")]
    public void Other_json_properties_are_not_found(string owner, string property)
    {
        Assert.False(R4.Type(owner)!.TryGetJsonProperty(System.Text.Encoding.UTF8.GetBytes(property), out _, out _));
    }

    [Fact]
    public void Types_know_what_they_stand_below()
    {
        Assert.True(R4.Type("Patient")!.Is("DomainResource"));
        Assert.True(R4.Type("Age")!.Is("Quantity"));
        Assert.True(R4.Type("Patient.contact")!.Is("BackboneElement"));
        Assert.True(R4.Type("id")!.Is("string"));
        Assert.False(R4.Type("Bundle")!.Is("DomainResource"));
    }

    [Fact]
    public void Open_value_sets_are_not_closed()
    {
        Assert.Null(R4.RequiredCodes("http://hl7.org/fhir/ValueSet/mimetypes"));
        Assert.Null(R4.RequiredCodes("http://hl7.org/fhir/ValueSet/ucum-units"));
        Assert.Null(R4.RequiredCodes("http://loinc.org/vs/LL379-9"));
        Assert.True(R4.RequiredCodes("http://hl7.org/fhir/ValueSet/task-status|4.0.1")!.Contains("in-progress"u8));
        Assert.False(R4.RequiredCodes("http://hl7.org/fhir/ValueSet/task-status")!.Contains("started"u8));
    }

    [Fact]
    public void Search_parameters_of_a_type_include_those_of_every_resource()
    {
        var codes = R4.SearchParameters("Task").Select(parameter => parameter.Code).ToList();
        Assert.Contains("owner", codes);
        Assert.Contains("_lastUpdated", codes);
        Assert.DoesNotContain("birthdate", codes);
    }

    [Fact]
    public void The_patient_compartment_is_known()
    {
        Assert.Equal(["subject", "performer"], R4.PatientCompartment("Observation"));
        Assert.Empty(R4.PatientCompartment("Organization"));
    }

    [Fact]
    public void No_type_has_more_elements_than_a_set_of_bits_holds()
    {
        Assert.All(R4.Types, type => Assert.InRange(type.Elements.Count, 0, 64));
    }
}
