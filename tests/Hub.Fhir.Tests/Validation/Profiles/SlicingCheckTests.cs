namespace Hub.Fhir.Tests.Validation.Profiles;

public sealed class SlicingCheckTests
{
    [Theory]
    [InlineData("open", false, "usual old official", "")]
    [InlineData("open", false, "old usual", "Patient.name")]
    [InlineData("open", false, "official usual usual", "Patient.name")]
    [InlineData("closed", false, "usual old official", "Patient.name[1]")]
    [InlineData("openAtEnd", false, "usual official old", "")]
    [InlineData("openAtEnd", false, "usual old official", "Patient.name[2]")]
    [InlineData("open", true, "usual official", "")]
    [InlineData("open", true, "official usual", "Patient.name[1]")]
    public void Items_are_told_apart_by_value(string rules, bool ordered, string uses, string errors)
    {
        var profile = AProfile.Of("Patient", $$$"""
            [{"path":"Patient.name","slicing":{"discriminator":[{"type":"value","path":"use"}],"rules":"{{{rules}}}","ordered":{{{(ordered ? "true" : "false")}}}}},
             {"path":"Patient.name","sliceName":"usual","max":"1"},{"path":"Patient.name.use","fixedCode":"usual"},
             {"path":"Patient.name","sliceName":"official","min":1},{"path":"Patient.name.use","patternCode":"official"}]
            """);

        Assert.Equal(errors, AProfile.Errors(AProfile.Names(uses.Split(' ')), profile));
    }

    [Fact]
    public void What_a_slice_says_holds_for_its_items_alone()
    {
        var profile = AProfile.Of("Patient", """
            [{"path":"Patient.name","slicing":{"discriminator":[{"type":"value","path":"use"}],"rules":"open"}},
             {"path":"Patient.name","sliceName":"usual"},{"path":"Patient.name.use","fixedCode":"usual"},{"path":"Patient.name.text","min":1}]
            """);

        Assert.Equal("Patient.name[1].text", AProfile.Errors(AProfile.Names("old", "usual"), profile));
    }

    [Theory]
    [InlineData("\"valueString\":\"abc\"", "")]
    [InlineData("\"valueString\":\"abcd\"", "Observation.value.ofType(string)")]
    [InlineData("\"valueInteger\":1", "")]
    [InlineData("\"valueBoolean\":true", "Observation.value.ofType(boolean)")]
    public void A_choice_is_sliced_by_type(string value, string errors)
    {
        var profile = AProfile.Of("Observation", """
            [{"path":"Observation.value[x]","slicing":{"discriminator":[{"type":"type","path":"$this"}],"rules":"closed"}},
             {"path":"Observation.value[x]","sliceName":"valueString","type":[{"code":"string"}],"maxLength":3},
             {"path":"Observation.value[x]","sliceName":"valueInteger","type":[{"code":"integer"}]}]
            """);

        Assert.Equal(errors, AProfile.Errors(AProfile.Observation(value), profile));
    }

    [Fact]
    public void Items_are_told_apart_by_what_is_there()
    {
        var profile = AProfile.Of("Patient", """
            [{"path":"Patient.name","slicing":{"discriminator":[{"type":"exists","path":"period"}],"rules":"open"}},
             {"path":"Patient.name","sliceName":"past"},{"path":"Patient.name.period","min":1},{"path":"Patient.name.text","min":1},
             {"path":"Patient.name","sliceName":"now","max":"1"},{"path":"Patient.name.period","max":"0"}]
            """);

        Assert.Equal("Patient.name[0].text", AProfile.Errors(AProfile.Patient("\"name\":[{\"use\":\"old\",\"period\":{\"end\":\"2020\"}},{\"text\":\"a\"}]"), profile));
        Assert.Equal("Patient.name", AProfile.Errors(AProfile.Names("usual", "official"), profile));
    }

    [Fact]
    public void Items_are_told_apart_by_profile_and_by_the_type_that_a_reference_names()
    {
        var short_ = AProfile.Of("HumanName", """[{"path":"HumanName.text","min":1}]""", "short");
        var byProfile = AProfile.Of("Patient", $$$"""
            [{"path":"Patient.name","slicing":{"discriminator":[{"type":"profile","path":"$this"}],"rules":"closed"}},
             {"path":"Patient.name","sliceName":"short","type":[{"code":"HumanName","profile":["{{{AProfile.Url}}}short"]}]}]
            """);
        var byReference = AProfile.Of("Patient", """
            [{"path":"Patient.generalPractitioner","slicing":{"discriminator":[{"type":"type","path":"resolve()"}],"rules":"open"}},
             {"path":"Patient.generalPractitioner","sliceName":"agency","max":"1","type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Organization"]}]}]
            """);
        string Refers(string first, string second) => AProfile.Patient($$"""
            "generalPractitioner":[{"reference":"{{first}}"},{"reference":"{{second}}"}]
            """);

        Assert.Equal("Patient.name[1]", AProfile.Errors(AProfile.Patient("\"name\":[{\"text\":\"a\"},{\"use\":\"old\"}]"), byProfile, short_));
        Assert.Equal("", AProfile.Errors(Refers("Organization/1", "Practitioner/2"), byReference));
        Assert.Equal("Patient.generalPractitioner", AProfile.Errors(Refers("Organization/1", "Organization/2"), byReference));
    }

    [Fact]
    public void A_slice_may_be_sliced_again()
    {
        var profile = AProfile.Of("Patient", """
            [{"path":"Patient.telecom","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"}},
             {"path":"Patient.telecom","sliceName":"phone","max":"2","slicing":{"discriminator":[{"type":"value","path":"use"}],"rules":"closed"}},
             {"path":"Patient.telecom.system","fixedCode":"phone"},
             {"path":"Patient.telecom","sliceName":"phone/home","max":"1"},{"path":"Patient.telecom.system","fixedCode":"phone"},{"path":"Patient.telecom.use","fixedCode":"home"},
             {"path":"Patient.telecom","sliceName":"phone/mobile","max":"1"},{"path":"Patient.telecom.system","fixedCode":"phone"},{"path":"Patient.telecom.use","fixedCode":"mobile"}]
            """);
        string Points(params string[] uses) => AProfile.Patient($"\"telecom\":[{string.Join(',', uses.Select(use => $$"""{"system":"phone","use":"{{use}}"}"""))},{{\"system\":\"email\",\"use\":\"work\"}}]");

        Assert.Equal("", AProfile.Errors(Points("home", "mobile"), profile));
        Assert.Equal("Patient.telecom", AProfile.Errors(Points("home", "home"), profile));
        Assert.Equal("Patient.telecom[1]", AProfile.Errors(Points("home", "work"), profile));
    }

    [Fact]
    public void Extensions_are_sliced_by_url_without_saying_so()
    {
        var profile = AProfile.Of("Patient", $$"""
            [{"path":"Patient.extension","sliceName":"a","min":1,"max":"1","type":[{"code":"Extension","profile":["{{AProfile.Url}}a"]}]}]
            """);
        string With(params string[] names) => AProfile.Patient($"\"extension\":[{string.Join(',', names.Select(name => $$"""{"url":"{{AProfile.Url}}{{name}}","valueBoolean":true}"""))}]");

        Assert.Equal("", AProfile.Errors(With("b", "a"), profile));
        Assert.Equal("Patient.extension", AProfile.Errors(With("b"), profile));
        Assert.Equal("Patient.extension", AProfile.Errors(With("a", "a"), profile));
    }
}
