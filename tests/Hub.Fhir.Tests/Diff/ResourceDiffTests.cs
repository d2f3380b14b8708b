using System.Text;
using Hub.Fhir.Diff;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Patch;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.Diff;

public sealed class ResourceDiffTests
{
    [Theory]
    [InlineData("""{"active":true}""", """{"active":true}""", "")]
    [InlineData("""{"active":true,"gender":"male"}""", """{"gender":"male","active":true}""", "")]
    [InlineData("""{"meta":{"versionId":"1","lastUpdated":"2020-01-01T00:00:00Z"}}""", """{"meta":{"versionId":"2","lastUpdated":"2021-01-01T00:00:00Z"}}""", "")]
    [InlineData("""{"name":[{"family":"\u0041"}]}""", """{"name":[{"family":"A"}]}""", "")]
    [InlineData("""{"active":true}""", """{"active":false}""", "Replaced Patient.active: true > false")]
    [InlineData("""{"active":true}""", """{"gender":"male"}""", "Removed Patient.active: true > ; Added Patient.gender:  > \"male\"")]
    [InlineData("""{"name":[{"given":["A","B"]}]}""", """{"name":[{"given":["A","C","B"]}]}""", "Added Patient.name[0].given[1]:  > \"C\"")]
    [InlineData("""{"name":[{"given":["A","B"]}]}""", """{"name":[{"given":["B"]}]}""", "Removed Patient.name[0].given[0]: \"A\" > ")]
    [InlineData("""{"name":[{"family":"A"},{"family":"B"}]}""", """{"name":[{"family":"B","use":"old"},{"family":"C"}]}""", "Added Patient.name[0].use:  > \"old\"; Replaced Patient.name[0].family: \"A\" > \"B\"; Replaced Patient.name[1].family: \"B\" > \"C\"")]
    [InlineData("""{"name":[{"id":"a","family":"A"},{"id":"b","family":"B"}]}""", """{"name":[{"id":"b","family":"C"},{"id":"a","family":"A"}]}""", "Replaced Patient.name[0].family: \"B\" > \"C\"")]
    [InlineData("""{"multipleBirthInteger":1}""", """{"multipleBirthBoolean":true}""", "Replaced Patient.multipleBirth.ofType(boolean): 1 > true")]
    [InlineData("""{"birthDate":"1990"}""", """{"birthDate":"1990","_birthDate":{"extension":[{"url":"http://a.example","valueCode":"x"}]}}""", "Added Patient.birthDate.extension[0]:  > {\"url\":\"http://a.example\",\"valueCode\":\"x\"}")]
    public void Changes_are_told_as_narrowly_as_they_can_be(string before, string after, string changes)
    {
        var found = ResourceDiff.Between(Patient(before), Patient(after)).Select(change => $"{change.Kind} {change.Expression}: {change.Before} > {change.After}");
        Assert.Equal(changes, string.Join("; ", found));
    }

    [ThirdPartyFact]
    public void Patching_one_value_gives_one_change()
    {
        var random = new Random(99);
        foreach (var file in ThirdParty.Files("examples").Where(file => new FileInfo(file).Length < 50_000))
        {
            var before = JsonText.Of(File.ReadAllBytes(file));
            for (var round = 0; round < 5; round++)
            {
                var pointer = Leaf(before.Root, random);
                var issues = new List<Issue>();
                var after = JsonPatch.Apply(before, Replace(pointer), issues);
                Assert.Empty(issues);
                var change = Assert.Single(ResourceDiff.Between(FhirElement.OfResource(before.Root), FhirElement.OfResource(after!.Root)));
                Assert.Equal((ChangeKind.Replaced, "\"another value\""), (change.Kind, change.After.ToString()));
                var named = Assert.Single(FhirPathExpression.Compile(change.Expression).Evaluate(FhirElement.OfResource(after!.Root), new EvaluationContext()));
                Assert.Equal(change.After, named.Element);
                Assert.Empty(ResourceDiff.Between(FhirElement.OfResource(after.Root), FhirElement.OfResource(after.Root)));
            }
        }
    }

    private static JsonText Replace(string pointer) =>
        JsonText.Of(Encoding.UTF8.GetBytes($$"""[{"op":"replace","path":"{{pointer}}","value":"another value"}]"""));

    /// <summary>A JSON pointer to some value without parts, but not to what names the type or is not compared.</summary>
    private static string Leaf(JsonValue value, Random random)
    {
        var pointer = "";
        while (value.Count > 0)
        {
            var steps = new List<(string Name, JsonValue Value)>();
            foreach (var property in value.Properties)
            {
                steps.Add((property.Name, property.Value));
            }

            foreach (var item in value.Items)
            {
                steps.Add(($"{steps.Count}", item));
            }

            steps.RemoveAll(step => step.Name is "resourceType" or "versionId" or "lastUpdated" || step.Value.Kind == JsonKind.Null
                || (step.Name == "meta" && step.Value["profile"u8].Count == 0));
            var (name, next) = steps[random.Next(steps.Count)];
            pointer += "/" + name;
            value = next;
        }

        return pointer;
    }

    private static FhirElement Patient(string members)
    {
        var json = members.Insert(1, "\"resourceType\":\"Patient\",");
        return FhirElement.OfResource(JsonText.Of(Encoding.UTF8.GetBytes(json)).Root);
    }
}
