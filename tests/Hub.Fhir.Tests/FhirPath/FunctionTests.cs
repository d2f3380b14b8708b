using Hub.Fhir.FhirPath;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.FhirPath;

/// <summary>What the official suite leaves out, by section of the specification.</summary>
public sealed class FunctionTests
{
    private static readonly FhirElement Patient = APath.Resource("""
        {"resourceType":"Patient","id":"p1","active":true,"birthDate":"2010-05","_birthDate":{"extension":[{"url":"http://x/why","valueString":"only this"}]},
         "contained":[{"resourceType":"Organization","id":"o1","name":"Contained"}],
         "identifier":[{"system":"urn:a","value":"1"},{"system":"urn:b","value":"2"}],
         "name":[{"family":"Kestrel","given":["Ada","Bea"],"_given":[null,{"extension":[{"url":"http://x/n","valueBoolean":true}]}]},{"text":"A K"}],
         "managingOrganization":{"reference":"#o1"},"multipleBirthInteger":2,
         "generalPractitioner":[{"reference":"Practitioner/7"},{"reference":"http://other/fhir/Organization/8/_history/2"}],
         "maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"S"}]},"gender":"female"}
        """);

    [Theory]
    [InlineData("(true | false).allTrue()", "false")]
    [InlineData("(true).allTrue()", "true")]
    [InlineData("{}.allTrue()", "true")]
    [InlineData("(false | true).anyFalse()", "true")]
    [InlineData("(false).allFalse()", "true")]
    [InlineData("identifier.value.supersetOf('1' | '2')", "true")]
    [InlineData("identifier.all(system.startsWith('urn:'))", "true")]
    [InlineData("name.given.isDistinct()", "true")]
    public void Existence(string expression, string expected) => Assert.Equal(expected, APath.Of(expression, Patient));

    [Theory]
    [InlineData("name.ofType(HumanName).family", "\"Kestrel\"")]
    [InlineData("(1 | 'a' | true).ofType(System.String)", "'a'")]
    [InlineData("1.repeat(iif($this < 5, $this + 1, {}))", "2, 3, 4, 5")]
    [InlineData("identifier.select($index)", "0, 1")]
    [InlineData("coalesce({}, name.text, 'x')", "\"A K\"")]
    [InlineData("(1 | 2 | 3).tail().first()", "2")]
    [InlineData("(1 | 2).combine(2 | 3)", "1, 2, 2, 3")]
    [InlineData("(1 | 2 | 3).skip(-1).take(2)", "1, 2")]
    public void Filtering_and_subsetting(string expression, string expected) => Assert.Equal(expected, APath.Of(expression, Patient));

    [Theory]
    [InlineData("'7'.toLong() + 1L", "8L")]
    [InlineData("'2015-02-04T14:34:28Z'.toDate()", "@2015-02-04")]
    [InlineData("@2015.toDateTime()", "@2015T")]
    [InlineData("'14:30'.toTime()", "@T14:30")]
    [InlineData("'5.4 \\'mg\\''.toQuantity('g')", "0.0054 'g'")]
    [InlineData("'3 weeks'.toQuantity()", "3 weeks")]
    [InlineData("'yes'.toBoolean() and 'N'.toBoolean().not()", "true")]
    [InlineData("'1e5'.toDecimal().empty()", "true")]
    [InlineData("multipleBirth.toString()", "'2'")]
    [InlineData("birthDate.toString()", "'2010-05'")]
    [InlineData("'x'.convertsToQuantity()", "false")]
    public void Conversion(string expression, string expected) => Assert.Equal(expected, APath.Of(expression, Patient));

    [Theory]
    [InlineData("'abcabc'.lastIndexOf('b')", "4")]
    [InlineData("'a-b-c'.split('-').join('+')", "'a+b+c'")]
    [InlineData("name.given.join()", "'AdaBea'")]
    [InlineData("'ABC'.matches('^a', 'i').empty()", "false")]
    [InlineData("'a\nb'.matches('a.b')", "true")]
    [InlineData("'Grüße'.encode('base64').decode('base64')", "'Grüße'")]
    [InlineData("'<a href=\"x\">'.escape('html').unescape('html')", "'<a href=\"x\">'")]
    [InlineData("'ab'.toChars().count()", "2")]
    [InlineData("name.family & {} & 1.toString()", "'Kestrel1'")]
    public void Strings(string expression, string expected) => Assert.Equal(expected, APath.Of(expression, Patient));

    [Theory]
    [InlineData("2147483647 + 1", "")]
    [InlineData("5 div 2 + 5 mod 2", "3")]
    [InlineData("-5 div 2", "-2")]
    [InlineData("10 / 4", "2.5")]
    [InlineData("1.5 + 1", "2.5")]
    [InlineData("3 'mg' + 1 'g'", "1003 'mg'")]
    [InlineData("2 'm' * 3 's'", "6 'm.s'")]
    [InlineData("2 * 3 'mg'", "6 'mg'")]
    [InlineData("8.log(2)", "3.0")]
    [InlineData("(1 | 2 | 3).sum()", "6")]
    [InlineData("(4 | 2 | 9).min() & '' = ''", "", true)]
    [InlineData("(4 | 2 | 9).max()", "9")]
    [InlineData("(1 | 2 | 6).avg()", "3.0")]
    [InlineData("2.5.round() | (-2.5).round()", "3.0, -3.0", false, true)]
    [InlineData("5.5 'mg' > 5 'mg'", "true")]
    [InlineData("1 'mg' > 1 'mm'", "")]
    [InlineData("37 'Cel' = 37.0 'Cel'", "true")]
    [InlineData("180 'mg/dL' = 1.8 'g/L'", "true")]
    [InlineData("1 '10*3/uL' = 1 '10*9/L'", "true")]
    public void Mathematics(string expression, string expected, bool fails = false, bool loosely = false)
    {
        if (fails)
        {
            Assert.Equal(FhirPathStage.Execution, APath.Failure(expression, Patient).Stage);
            return;
        }

        var found = APath.Of(expression, Patient);
        Assert.Equal(loosely ? expected.Replace(".0", "", StringComparison.Ordinal) : expected, loosely ? found.Replace(".0", "", StringComparison.Ordinal) : found);
    }

    [Theory]
    [InlineData("now()", "@2026-03-04T05:06:07.000Z")]
    [InlineData("today()", "@2026-03-04")]
    [InlineData("timeOfDay()", "@T05:06:07.000")]
    [InlineData("@2024-01-31 + 1 month", "@2024-02-29")]
    [InlineData("@2024-02-29 + 1 year", "@2025-02-28")]
    [InlineData("@2024 + 18 months", "@2025")]
    [InlineData("@2024-03 + 40 days", "@2024-04")]
    [InlineData("@T23:30 + 45 minutes", "@T00:15")]
    [InlineData("@2024-01-01T10:00:00Z - 90 minutes", "@2024-01-01T08:30:00Z")]
    [InlineData("@9999-12-31 + 1 day", "")]
    [InlineData("@2024-01-01 + 1 'mo'", "", true)]
    [InlineData("@2024-05-06T07:08:09.010+01:00.yearOf() | @2024-05-06.monthOf() | @T07:08.minuteOf()", "2024, 5, 8")]
    [InlineData("@2024-05-06T07:08:09+05:30.timezoneOffsetOf()", "5.5")]
    [InlineData("@2024-05-06T07:08:09Z.dateOf()", "@2024-05-06")]
    [InlineData("@2010-05-31.duration(@2026-05-30, 'years')", "15")]
    [InlineData("@2010-05-31.difference(@2026-05-30, 'years')", "16")]
    [InlineData("@2024-01-31.duration(@2024-02-29, 'month')", "0")]
    [InlineData("birthDate.duration(today(), 'years')", "15")]
    [InlineData("birthDate.duration(today(), 'days')", "")]
    [InlineData("birthDate < @2010-06-01", "true")]
    [InlineData("birthDate < @2010-05-10", "")]
    public void Dates_and_times(string expression, string expected, bool fails = false)
    {
        if (fails)
        {
            Assert.Equal(FhirPathStage.Execution, APath.Failure(expression, Patient).Stage);
        }
        else
        {
            Assert.Equal(expected, APath.Of(expression, Patient));
        }
    }

    [Theory]
    [InlineData("name.first().defineVariable('n', given.first()).select(%n & '!')", "'Ada!'")]
    [InlineData("identifier.select(defineVariable('v', value).select(%v))", "\"1\", \"2\"")]
    [InlineData("defineVariable('resource', 1)", "", true)]
    [InlineData("defineVariable('x', 1).defineVariable('x', 2)", "", true)]
    [InlineData("(defineVariable('x', 1).select(%x)) | (defineVariable('x', 2).select(%x))", "1, 2")]
    [InlineData("%nothing", "", true)]
    public void Variables(string expression, string expected, bool fails = false)
    {
        if (fails)
        {
            Assert.Equal(FhirPathStage.Execution, APath.Failure(expression, Patient).Stage);
        }
        else
        {
            Assert.Equal(expected, APath.Of(expression, Patient));
        }
    }

    [Theory]
    [InlineData("name.given.extension('http://x/n').value", "true")]
    [InlineData("birthDate.hasExtension('http://x/why')", "true")]
    [InlineData("name.given[1].hasValue()", "true")]
    [InlineData("managingOrganization.resolve().name", "\"Contained\"")]
    [InlineData("generalPractitioner.resolve()", "")]
    [InlineData("gender.memberOf('http://hl7.org/fhir/ValueSet/administrative-gender')", "true")]
    [InlineData("maritalStatus.memberOf('http://nowhere/ValueSet/x').empty()", "true")]
    [InlineData("conformsTo('http://hl7.org/fhir/StructureDefinition/DomainResource')", "true")]
    [InlineData("maritalStatus.subsumes(maritalStatus.coding)", "true")]
    [InlineData("getResourceKey() & managingOrganization.getReferenceKey()", "'Patient/p1#o1'")]
    [InlineData("generalPractitioner.getReferenceKey(Practitioner)", "'Practitioner/7'")]
    [InlineData("multipleBirth.is(integer) and multipleBirth.is(FHIR.integer) and (multipleBirth is System.Integer).not()", "true")]
    [InlineData("name.type().name.distinct()", "'HumanName'")]
    [InlineData("contained.first().is(Resource)", "true")]
    [InlineData("contained.first().is(Patient)", "false")]
    public void What_FHIR_adds(string expression, string expected) => Assert.Equal(expected, APath.Of(expression, Patient));

    [Fact]
    public void Resolve_goes_by_the_given_resolver_or_only_by_type()
    {
        var organization = APath.Resource("""{"resourceType":"Organization","name":"Found"}""");
        var held = new EvaluationContext { Resolver = reference => reference.Contains("Organization/8", StringComparison.Ordinal) ? organization : default };
        var typed = new EvaluationContext { ResolvesToType = true };

        Assert.Equal("\"Found\"", APath.Of("generalPractitioner.resolve().name", Patient, held));
        Assert.Equal("'Practitioner', 'Organization'", APath.Of("generalPractitioner.resolve().type().name", Patient, typed));
        Assert.Equal("{\"reference\":\"Practitioner/7\"}", APath.Of("generalPractitioner.where(resolve() is Practitioner)", Patient, typed));
    }

    [Fact]
    public void Resolve_finds_entries_of_the_Bundle_around()
    {
        var bundle = APath.Resource("""
            {"resourceType":"Bundle","type":"collection","entry":[
              {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Task","status":"draft","intent":"order","focus":{"reference":"urn:uuid:2"},"for":{"reference":"Patient/9"}}},
              {"fullUrl":"urn:uuid:2","resource":{"resourceType":"ServiceRequest","id":"s"}},
              {"fullUrl":"http://hub/fhir/Encounter/1","resource":{"resourceType":"Encounter","id":"1","subject":{"reference":"Patient/9"}}},
              {"fullUrl":"http://hub/fhir/Patient/9","resource":{"resourceType":"Patient","id":"9","gender":"other"}}]}
            """);

        Assert.Equal("\"s\"", APath.Of("entry.resource.ofType(Task).focus.resolve().id", bundle));
        Assert.Equal("\"other\"", APath.Of("entry.resource.ofType(Encounter).subject.resolve().gender", bundle));
        Assert.Equal("", APath.Of("entry.resource.ofType(Task).for.resolve()", bundle));
    }

    [Fact]
    public void Trace_tells_and_passes_on()
    {
        var told = new List<string>();
        var context = new EvaluationContext { Trace = (name, values) => told.Add($"{name}: {string.Join(",", values)}") };

        Assert.Equal("\"Ada\"", APath.Of("name.given.trace('all').trace('lengths', length()).first()", Patient, context));
        Assert.Equal(["all: \"Ada\",\"Bea\"", "lengths: 3,3"], told);
    }

    [Theory]
    [InlineData("name.family + 1", 12)]
    [InlineData("identifier.startsWith('u')", 11)]
    [InlineData("(1 | 2) + 1", 3)]
    [InlineData("1 < 'a'", 2)]
    [InlineData("name.single()", 5)]
    [InlineData("'a'.matches('(')", 4)]
    [InlineData("conformsTo('http://nowhere/x')", 0)]
    [InlineData("slice('http://nowhere/x', 'a')", 0)]
    [InlineData("slice('http://hl7.org/fhir/StructureDefinition/vitalsigns', 'a')", 0)]
    public void Errors_name_the_place(string expression, int position) =>
        Assert.Equal((FhirPathStage.Execution, position), (APath.Failure(expression, Patient).Stage, APath.Failure(expression, Patient).Position));
}
