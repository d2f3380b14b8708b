using Hub.Fhir.FhirPath;
using Hub.Fhir.Terminology;
using Hub.Fhir.Tests.Care;
using Hub.Fhir.Tests.Validation.Profiles;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.Tests.FhirPath;

/// <summary>Functions that ask definitions: of the hub, of R4, and of what an evaluation is given.</summary>
public sealed class ConformanceTests
{
    private const string Pressure = """
        {"resourceType":"Observation","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]},{"text":"mine"}],
         "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"subject":{"reference":"Patient/1"},"effectiveDateTime":"2026-03-04",
         "component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":60,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}},
                      {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":107,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}]}
        """;

    [Theory]
    [InlineData("category.slice('http://hl7.org/fhir/StructureDefinition/vitalsigns', 'VSCat').coding.code", "\"vital-signs\"")]
    [InlineData("component.slice('http://hl7.org/fhir/StructureDefinition/bp', 'SystolicBP').value.value", "107")]
    [InlineData("component.slice('http://hl7.org/fhir/StructureDefinition/bp', 'DiastolicBP').value.value", "60")]
    [InlineData("category.slice('http://hl7.org/fhir/StructureDefinition/bp', 'DiastolicBP').count()", "0")]
    [InlineData("conformsTo('http://hl7.org/fhir/StructureDefinition/vitalsigns')", "true")]
    [InlineData("conformsTo('http://hl7.org/fhir/StructureDefinition/bmi')", "false")]
    [InlineData("conformsTo('http://hl7.org/fhir/StructureDefinition/Observation')", "true")]
    public void Profiles_of_R4_are_asked(string expression, string result) => Assert.Equal(result, Shown(expression, Pressure));

    [Fact]
    public void Profiles_of_the_hub_are_asked()
    {
        var plan = File.ReadAllText(Path.Combine(Given.Root, "specs", "profiles", "examples", "valid", "safety-plan-robin.json"));
        var empty = File.ReadAllText(Path.Combine(Given.Root, "specs", "profiles", "examples", "invalid", "safety-plan-empty.json"));
        const string conforms = "conformsTo('https://referralhub.example/fhir/StructureDefinition/safety-plan')";

        Assert.Equal(("true", "false"), (Shown(conforms, plan), Shown(conforms, empty)));
    }

    [Fact]
    public void An_evaluation_may_be_given_other_profiles_and_value_sets()
    {
        var profile = AProfile.Of("Patient", """
            [{"path":"Patient.telecom","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"}},
             {"path":"Patient.telecom","sliceName":"phone","slicing":{"discriminator":[{"type":"value","path":"use"}],"rules":"closed"}},
             {"path":"Patient.telecom.system","fixedCode":"phone"},
             {"path":"Patient.telecom","sliceName":"phone/home"},{"path":"Patient.telecom.system","fixedCode":"phone"},{"path":"Patient.telecom.use","fixedCode":"home"}]
            """);
        var valueSet = Given.Parse("""{"resourceType":"ValueSet","url":"https://test.example/ValueSet/v","compose":{"include":[{"system":"https://test.example/s","concept":[{"code":"a"}]}]}}""");
        var given = new EvaluationContext { Profiles = ProfileSet.Of([profile], TerminologySet.With([valueSet])) };
        var patient = APath.Resource("""{"resourceType":"Patient","telecom":[{"system":"email","use":"home","value":"1"},{"system":"phone","use":"home","value":"2"},{"system":"phone","use":"work","value":"3"}],"maritalStatus":{"coding":[{"system":"https://test.example/s","code":"a"}]}}""");

        Assert.Equal("\"2\", \"3\"", APath.Of("telecom.slice('https://test.example/StructureDefinition/p', 'phone').value", patient, given));
        Assert.Equal("\"2\"", APath.Of("telecom.slice('https://test.example/StructureDefinition/p', 'phone/home').value", patient, given));
        Assert.Equal("true", APath.Of("maritalStatus.memberOf('https://test.example/ValueSet/v')", patient, given));
        Assert.Equal("", APath.Of("maritalStatus.memberOf('https://test.example/ValueSet/v')", patient));
    }

    [Theory]
    [InlineData("birthDate.elementDefinition().path", "\"Patient.birthDate\"")]
    [InlineData("name.elementDefinition().select(path & ' ' & min.toString() & ' ' & max)", "'Patient.name 0 *'")]
    [InlineData("contact.name.elementDefinition().path", "\"Patient.contact.name\"")]
    [InlineData("contact.elementDefinition().type.code", "\"BackboneElement\"")]
    [InlineData("gender.elementDefinition().binding.strength", "\"required\"")]
    [InlineData("gender.elementDefinition().binding.valueSet = 'http://hl7.org/fhir/ValueSet/administrative-gender'", "true")]
    [InlineData("managingOrganization.elementDefinition().type.targetProfile", "\"http://hl7.org/fhir/StructureDefinition/Organization\"")]
    [InlineData("multipleBirth.elementDefinition().select(path & ' ' & type.code.count().toString())", "'Patient.multipleBirth[x] 2'")]
    [InlineData("elementDefinition().path", "\"Patient\"")]
    [InlineData("photo.elementDefinition().count()", "0")]
    public void The_definition_of_an_element_is_at_hand(string expression, string result) => Assert.Equal(result, Shown(
        expression,
        """{"resourceType":"Patient","birthDate":"2010","gender":"male","name":[{"text":"a"}],"contact":[{"name":{"text":"b"}}],"managingOrganization":{"reference":"Organization/1"},"multipleBirthInteger":2}"""));

    [Fact]
    public void A_coding_without_a_system_is_of_no_value_set()
    {
        const string isMember = "maritalStatus.memberOf('http://hl7.org/fhir/ValueSet/marital-status')";

        Assert.Equal("true", Shown(isMember, """{"resourceType":"Patient","maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M"}]}}"""));
        Assert.Equal("false", Shown(isMember, """{"resourceType":"Patient","maritalStatus":{"coding":[{"code":"M"}]}}"""));
    }

    [Fact]
    public void Conformance_that_leads_back_to_itself_ends()
    {
        var profile = AProfile.Of("Patient", """[{"path":"Patient","constraint":[{"key":"p-1","severity":"error","human":"x","expression":"conformsTo('https://test.example/StructureDefinition/p') and conformsTo('https://test.example/StructureDefinition/p')"}]}]""");

        Assert.InRange(AProfile.Issues(AProfile.Patient("\"active\":true"), profile).Count, 0, 2);
    }

    private static string Shown(string expression, string json) => APath.Of(expression, APath.Resource(json));
}
