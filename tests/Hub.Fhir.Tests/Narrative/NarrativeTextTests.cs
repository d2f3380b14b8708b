using System.Text;
using Hub.Fhir.Narrative;
using Hub.Fhir.Tests.Care;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.Narrative;

public sealed class NarrativeTextTests
{
    public static TheoryData<string> Examples => HubProfilesTests.Valid;

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_valid_example_of_a_profile_has_a_text_that_the_door_would_take(string file)
    {
        var sent = File.ReadAllText(Path.Combine(Given.Root, "specs", "profiles", "examples", "valid", file));
        var told = Given.Valid(Encoding.UTF8.GetString(NarrativeText.With(Given.Valid(sent).Text).Span));

        Assert.Equal("generated", told.Root["text"]["status"].Text);
        Assert.Contains("<dd>", told.Root["text"]["div"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_safety_plan_is_told_in_the_young_persons_words()
    {
        var text = NarrativeText.Of(Given.Valid(Given.Example("safety-plan")).Element);

        Assert.StartsWith("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p><b>Safety plan</b></p><dl><dt>Status</dt><dd>active</dd>", text, StringComparison.Ordinal);
        Assert.Contains("<dd>Loud music with the big headphones. Drawing the same fox until my hands are calm.</dd>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_is_text_and_never_markup()
    {
        var plan = Given.Example("safety-plan").Replace("My nan.", "<script>alert(1)</script> & \\\"nan\\\"", StringComparison.Ordinal);
        var told = Given.Valid(Encoding.UTF8.GetString(NarrativeText.With(Given.Valid(plan).Text).Span));

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;nan&quot;", told.Root["text"]["div"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_was_sent_stays_and_so_does_what_is_not_the_hubs()
    {
        var withText = Given.Parse("""{"resourceType":"CarePlan","meta":{"profile":["https://referralhub.example/fhir/StructureDefinition/safety-plan"]},"text":{"status":"additional","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"}}""").Source!;
        var other = Given.Parse("""{"resourceType":"Patient","active":true}""").Source!;

        Assert.True(NarrativeText.With(withText).Span.SequenceEqual(withText.Utf8.Span));
        Assert.True(NarrativeText.With(other).Span.SequenceEqual(other.Utf8.Span));
        Assert.Null(NarrativeText.Of(FhirElement.OfResource(other.Root)));
    }
}
