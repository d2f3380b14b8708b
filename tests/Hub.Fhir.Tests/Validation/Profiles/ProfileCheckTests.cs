using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Tests.Care;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.Tests.Validation.Profiles;

public sealed class ProfileCheckTests
{
    [Theory]
    [InlineData("""[{"path":"Patient.birthDate","min":1}]""", "\"active\":true", "Patient.birthDate")]
    [InlineData("""[{"path":"Patient.birthDate","min":1}]""", "\"birthDate\":\"2011\"", "")]
    [InlineData("""[{"path":"Patient.name","max":"1"}]""", "\"name\":[{\"text\":\"a\"},{\"text\":\"b\"}]", "Patient.name")]
    [InlineData("""[{"path":"Patient.photo","max":"0"}]""", "\"photo\":[{\"title\":\"a\"}]", "Patient.photo")]
    [InlineData("""[{"path":"Patient.contact.name","min":1}]""", "\"contact\":[{\"name\":{\"text\":\"a\"}},{\"telecom\":[{\"system\":\"phone\",\"value\":\"1\"}]}]", "Patient.contact[1].name")]
    [InlineData("""[{"path":"Patient.active","fixedBoolean":true}]""", "\"active\":false", "Patient.active")]
    [InlineData("""[{"path":"Patient.gender","fixedCode":"female"}]""", "\"gender\":\"male\"", "Patient.gender")]
    [InlineData("""[{"path":"Patient.name","fixedHumanName":{"family":"a"}}]""", "\"name\":[{\"family\":\"a\"},{\"family\":\"a\",\"use\":\"usual\"}]", "Patient.name[1]")]
    [InlineData("""[{"path":"Patient.name","patternHumanName":{"family":"a"}}]""", "\"name\":[{\"use\":\"usual\",\"family\":\"a\"},{\"family\":\"b\"}]", "Patient.name[1]")]
    [InlineData("""[{"path":"Patient.name","patternHumanName":{"given":["b"]}}]""", "\"name\":[{\"given\":[\"a\",\"b\"]},{\"given\":[\"a\"]}]", "Patient.name[1]")]
    [InlineData("""[{"path":"Patient.name.family","maxLength":3}]""", "\"name\":[{\"family\":\"abcd\"}]", "Patient.name[0].family")]
    [InlineData("""[{"path":"Patient.birthDate","minValueDate":"2005-01-01"}]""", "\"birthDate\":\"2004-12-31\"", "Patient.birthDate")]
    [InlineData("""[{"path":"Patient.birthDate","maxValueDate":"2005-01-01"}]""", "\"birthDate\":\"2004-12-31\"", "")]
    [InlineData("""[{"path":"Patient.multipleBirth[x]","type":[{"code":"boolean"}]}]""", "\"multipleBirthInteger\":2", "Patient.multipleBirth.ofType(integer)")]
    [InlineData("""[{"path":"Patient.multipleBirthInteger","maxValueInteger":3}]""", "\"multipleBirthInteger\":4", "Patient.multipleBirth.ofType(integer)")]
    [InlineData("""[{"path":"Patient","constraint":[{"key":"t-1","severity":"error","human":"No.","expression":"name.exists()"}]}]""", "\"active\":true", "Patient")]
    [InlineData("""[{"path":"Patient.name","constraint":[{"key":"t-1","severity":"error","human":"No.","expression":"family.exists()"}]}]""", "\"name\":[{\"text\":\"a\"}]", "Patient.name[0]")]
    [InlineData("""[{"path":"Patient.managingOrganization","type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Organization"]}]}]""", "\"managingOrganization\":{\"reference\":\"Organization/1\"}", "")]
    [InlineData("""[{"path":"Patient.generalPractitioner","type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Organization"]}]}]""", "\"generalPractitioner\":[{\"reference\":\"Practitioner/1\"}]", "Patient.generalPractitioner[0].reference")]
    [InlineData("""[{"path":"Patient.generalPractitioner","type":[{"code":"Reference","aggregation":["contained"]}]}]""", "\"generalPractitioner\":[{\"reference\":\"Practitioner/1\"}]", "Patient.generalPractitioner[0].reference")]
    [InlineData("""[{"path":"Patient.maritalStatus","binding":{"strength":"required","valueSet":"http://hl7.org/fhir/ValueSet/marital-status"}}]""", "\"maritalStatus\":{\"coding\":[{\"system\":\"urn:x\",\"code\":\"M\"}]}", "Patient.maritalStatus")]
    [InlineData("""[{"path":"Patient.maritalStatus","binding":{"strength":"required","valueSet":"http://hl7.org/fhir/ValueSet/marital-status"}}]""", "\"maritalStatus\":{\"text\":\"M\"}", "Patient.maritalStatus")]
    public void Each_kind_of_constraint_is_held(string elements, string members, string errors)
    {
        Assert.Equal(errors, AProfile.Errors(AProfile.Patient(members), AProfile.Of("Patient", elements)));
        var snapshot = AProfile.Of("Patient", "[{\"path\":\"Patient\"}," + elements[1..], of: "snapshot");
        Assert.Equal(errors, AProfile.Errors(AProfile.Patient(members), snapshot));
    }

    [Theory]
    [InlineData("-1", "g", "Observation.value.ofType(Quantity)")]
    [InlineData("1", "g", "")]
    [InlineData("1001", "g", "Observation.value.ofType(Quantity)")]
    [InlineData("0.9", "kg", "")]
    [InlineData("5", "m", "")]
    public void Limits_are_compared_over_units(string value, string unit, string errors)
    {
        const string Limit = "\"system\":\"http://unitsofmeasure.org\",\"code\":\"kg\"";
        var profile = AProfile.Of("Observation", $$$"""[{"path":"Observation.value[x]","minValueQuantity":{"value":0,{{{Limit}}}},"maxValueQuantity":{"value":1,{{{Limit}}}}}]""");

        Assert.Equal(errors, AProfile.Errors(AProfile.Observation($$"""
            "valueQuantity":{"value":{{value}},"system":"http://unitsofmeasure.org","code":"{{unit}}"}
            """), profile));
    }

    [Fact]
    public void What_is_not_held_is_not_checked_and_no_error()
    {
        var profile = AProfile.Of("Patient", """[{"path":"Patient.maritalStatus","binding":{"strength":"required","valueSet":"https://elsewhere.example/ValueSet/x"}}]""");
        var issue = Assert.Single(AProfile.Issues(AProfile.Patient("\"maritalStatus\":{\"coding\":[{\"system\":\"urn:x\",\"code\":\"M\"}]}"), profile));

        Assert.Equal((Severity.Information, Problems.NotChecked), (issue.Severity, issue.Problem));
    }

    [Fact]
    public void Another_code_than_an_extensible_set_has_is_a_warning()
    {
        var profile = AProfile.Of("Patient", """[{"path":"Patient.maritalStatus","binding":{"strength":"extensible","valueSet":"http://hl7.org/fhir/ValueSet/marital-status"}}]""");

        Assert.Equal(Severity.Warning, Assert.Single(AProfile.Issues(AProfile.Patient("\"maritalStatus\":{\"coding\":[{\"system\":\"urn:x\",\"code\":\"M\"}]}"), profile)).Severity);
        Assert.Empty(AProfile.Issues(AProfile.Patient("\"maritalStatus\":{\"text\":\"it is complicated\"}"), profile));
    }

    [Fact]
    public void A_profile_builds_on_its_base_and_on_the_profiles_of_its_types()
    {
        var wide = AProfile.Of("Patient", """[{"path":"Patient.birthDate","min":1}]""", "wide");
        var name = AProfile.Of("HumanName", """[{"path":"HumanName.family","min":1}]""", "name");
        var narrow = Given.Parse(AProfile.Of("Patient", $$"""[{"path":"Patient.name","type":[{"code":"HumanName","profile":["{{AProfile.Url}}name"]}]}]""").ToString()
            .Replace("http://hl7.org/fhir/StructureDefinition/Patient", AProfile.Url + "wide", StringComparison.Ordinal));

        Assert.Equal("Patient.birthDate Patient.name[0].family", AProfile.Errors(AProfile.Patient("\"name\":[{\"text\":\"a\"}]"), narrow, wide, name));
        Assert.Equal("", AProfile.Errors(AProfile.Patient("\"birthDate\":\"2011\",\"name\":[{\"family\":\"a\"}]"), narrow, wide, name));
    }

    [Fact]
    public void An_extension_is_held_to_its_definition_wherever_it_stands()
    {
        var profile = AProfile.Of("Patient", "[]");
        var extension = AProfile.Of("Extension", """[{"path":"Extension.value[x]","min":1,"type":[{"code":"date"}]}]""", "ext");
        var place = $$"""{"extension":[{"url":"{{AProfile.Url}}ext","valueString":"x"}]}""";

        Assert.Equal("Patient.name[0].extension[0].value.ofType(string)", AProfile.Errors(AProfile.Patient($"\"name\":[{place}]"), profile, extension));
        Assert.Equal("Patient.birthDate.extension[0].value.ofType(string)", AProfile.Errors(AProfile.Patient($"\"birthDate\":\"2011\",\"_birthDate\":{place}"), profile, extension));
    }

    [Fact]
    public void Claims_are_honoured_in_every_resource_and_an_unknown_profile_is_told()
    {
        var profile = AProfile.Of("Patient", """[{"path":"Patient.birthDate","min":1}]""");
        var validator = new ProfileValidator(ProfileSet.Of([profile], TerminologySet.Held));
        var issues = new List<Issue>();
        validator.CheckClaims(
            Given.Valid($$$"""
            {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:0c3f9b3c-5a55-4a5e-8f6e-111111111111","resource":
             {"resourceType":"Patient","meta":{"profile":["{{{AProfile.Url}}}p","https://elsewhere.example/x","http://hl7.org/fhir/StructureDefinition/Patient"]},"active":true}}]}
            """).Element,
            [],
            issues);

        Assert.Equal(
            ["Error profile-failed Bundle.entry[0].resource.birthDate", "Warning unknown-profile Bundle.entry[0].resource.meta.profile[1]"],
            issues.Select(issue => $"{issue.Severity} {issue.Problem.Code} {issue.Expression}"));
    }

    [Fact]
    public void A_definition_that_names_what_R4_does_not_have_is_not_held()
    {
        var broken = AProfile.Of("Patient", """[{"path":"Patient.dateOfBirth","min":1}]""");

        Assert.Equal(Problems.UnknownProfile, Assert.Single(AProfile.Issues(AProfile.Patient("\"active\":true"), broken)).Problem);
    }

    [Fact]
    public void A_profile_of_another_type_is_refused()
    {
        Assert.Equal("Patient", AProfile.Errors(AProfile.Patient("\"active\":true"), AProfile.Of("Observation", "[]")));
    }

    [Theory]
    [InlineData("(a+)+$", "Error profile-failed Patient.name[0].family")]
    [InlineData("(?=(a+)+b)a", "Warning not-checked Patient.name[0].family")]
    [InlineData("(", "")]
    public void A_hostile_regular_expression_ends(string pattern, string said)
    {
        var profile = AProfile.Of("Patient", $$"""[{"path":"Patient.name.family","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/regex","valueString":"{{pattern}}"}]}]""");

        var issues = AProfile.Issues(AProfile.Patient($"\"name\":[{{\"family\":\"{new string('a', 50_000)}!\"}}]"), profile);

        Assert.Equal(said, string.Join(", ", issues.Select(issue => $"{issue.Severity} {issue.Problem.Code} {issue.Expression}")));
    }

    [Fact]
    public void What_takes_too_long_is_refused_and_not_passed_over()
    {
        var profile = AProfile.Of("Patient", """[{"path":"Patient.name.family","maxLength":1}]""");
        var set = ProfileSet.Of([profile], TerminologySet.Held);
        var issues = new List<Issue>();
        new ProfileCheck(set, new ProfileFindings(issues, 100), maxSteps: 5)
            .Run(Given.Valid(AProfile.Patient($"\"name\":[{string.Join(',', Enumerable.Repeat("{\"family\":\"a\"}", 10))}]")).Element, set.Find(profile["url"].Text)!);

        Assert.Equal(("too-costly", "Patient"), (Assert.Single(issues).Problem.Code, issues[0].Expression));
    }

    [Fact]
    public void A_profile_that_leads_back_into_itself_ends()
    {
        var loop = AProfile.Of("Extension", $$"""[{"path":"Extension.extension","type":[{"code":"Extension","profile":["{{AProfile.Url}}loop","{{AProfile.Url}}loop2"]}]}]""", "loop");
        var loop2 = AProfile.Of("Extension", $$"""[{"path":"Extension","type":[{"code":"Extension","profile":["{{AProfile.Url}}loop2"]}]},{"path":"Extension.extension","min":1,"type":[{"code":"Extension","profile":["{{AProfile.Url}}loop","{{AProfile.Url}}loop2"]}]}]""", "loop2");
        var patient = AProfile.Of("Patient", $$"""[{"path":"Patient.extension","type":[{"code":"Extension","profile":["{{AProfile.Url}}loop"]}]}]""");
        var deep = Enumerable.Range(0, 30).Aggregate("{\"url\":\"urn:a\",\"valueBoolean\":true}", (inner, _) => $"{{\"url\":\"urn:a\",\"extension\":[{inner}]}}");

        Assert.Equal("", AProfile.Errors(AProfile.Patient($"\"extension\":[{deep}]"), patient, loop, loop2));
    }
}
