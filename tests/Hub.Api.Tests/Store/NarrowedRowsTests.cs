namespace Hub.Api.Tests.Store;

/// <summary>A parameter that narrows another, as patient does subject, has no rows of its own, and is searched as if it had.</summary>
public sealed class NarrowedRowsTests
{
    [Fact]
    public async Task A_reference_that_two_parameters_name_has_one_row_and_both_find_it()
    {
        await using var hub = TestStore.Open();
        await hub.Put("""{"resourceType":"Patient","id":"ash","active":true}""");
        foreach (var (id, subject) in new[] { ("of-ash", "Patient/ash"), ("of-a-group", "Group/ash"), ("of-nobody", "") })
        {
            var about = subject.Length == 0 ? "" : $$""","subject":{"reference":"{{subject}}"}""";
            await hub.Put($$$"""{"resourceType":"Observation","id":"{{{id}}}","status":"final","code":{"text":"x"}{{{about}}}}""");
        }

        Assert.Equal(2L, Convert.ToInt64(hub.Execute("SELECT COUNT(*) FROM index_reference"), null));
        Assert.Equal(["of-ash"], await hub.Ids("Observation", "patient=Patient/ash"));
        Assert.Equal(["of-ash"], await hub.Ids("Observation", "patient=ash"));
        Assert.Empty(await hub.Ids("Observation", "patient=Group/ash"));
        Assert.Equal(["of-a-group", "of-nobody"], (await hub.Ids("Observation", "patient:missing=true")).Order());
        Assert.Equal(["of-nobody"], await hub.Ids("Observation", "subject:missing=true"));
        Assert.Equal(["of-ash"], await hub.Ids("Observation", "patient.active=true"));
        Assert.Equal(["ash"], await hub.Ids("Patient", "_has:Observation:patient:status=final"));
        Assert.Equal("of-ash", (await hub.Ids("Observation", "_sort=patient"))[0]);
    }
}
