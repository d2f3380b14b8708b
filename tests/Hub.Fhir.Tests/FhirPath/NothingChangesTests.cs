using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.FhirPath;

/// <summary>An evaluation only looks: the resource is the same afterwards, byte for byte, and the same question gets the same answer.</summary>
public sealed class NothingChangesTests
{
    private static readonly string[] Expressions =
    [
        "descendants()", "descendants().ofType(string).upper()", "repeat(children())", "children().sort($this.type().name)", "(children() | children()).count()",
        "descendants().where(hasValue()).toString().replace('a', 'b')", "descendants().ofType(Reference).resolve()", "extension.combine(extension).distinct()",
        "descendants().ofType(decimal).aggregate($this + $total, 0)", "text.`div`.htmlChecks()", "descendants().elementDefinition().path",
        "descendants().ofType(CodeableConcept).coding.memberOf('http://hl7.org/fhir/ValueSet/observation-category')",
        "conformsTo('https://referralhub.example/fhir/StructureDefinition/safety-plan')", "defineVariable('a', children()).select(%a.count())",
        "category.slice('http://hl7.org/fhir/StructureDefinition/vitalsigns', 'VSCat')", "descendants().lowBoundary()", "trace('all').exists()",
    ];

    [ThirdPartyFact]
    public void Evaluation_never_changes_the_resource_it_looks_at()
    {
        var asked = 0;
        foreach (var file in ThirdParty.Files("examples").Where(file => new FileInfo(file).Length < 20_000))
        {
            var text = JsonText.Of(File.ReadAllBytes(file));
            var (bytes, entries) = (text.Utf8.ToArray(), text.Entries.ToArray());
            var resource = FhirElement.OfResource(text.Root);
            var own = DefinitionSet.R4.SearchParameters(resource.Type.Name).Select(parameter => parameter.Expression).OfType<string>();
            foreach (var expression in Expressions.Concat(own))
            {
                Assert.Equal(Answer(expression, resource), Answer(expression, resource));
                asked++;
            }

            Assert.True(text.Utf8.Span.SequenceEqual(bytes) && text.Entries.AsSpan().SequenceEqual(entries), file);
        }

        Assert.InRange(asked, 5_000, int.MaxValue);
    }

    private static string Answer(string expression, FhirElement resource)
    {
        try
        {
            return APath.Of(expression, resource);
        }
        catch (FhirPathException failure)
        {
            return failure.Message;
        }
    }
}
