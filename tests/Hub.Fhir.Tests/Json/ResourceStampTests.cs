using System.Text;
using Hub.Fhir.Json;

namespace Hub.Fhir.Tests.Json;

public sealed class ResourceStampTests
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 22, 10, 0, 0, 5, TimeSpan.FromHours(1));

    [Theory]
    [InlineData(
        """{"resourceType":"Patient","active":true}""",
        """{"resourceType":"Patient","id":"p1","meta":{"versionId":"3","lastUpdated":"2026-11-22T09:00:00.005Z"},"active":true}""")]
    [InlineData(
        """{"resourceType":"Patient","id":"old","active":true}""",
        """{"resourceType":"Patient","id":"p1","meta":{"versionId":"3","lastUpdated":"2026-11-22T09:00:00.005Z"},"active":true}""")]
    [InlineData(
        """{"active":true,"meta":{"lastUpdated":"2020-01-01T00:00:00Z","source":"x","versionId":"1"},"id":"old","resourceType":"Patient"}""",
        """{"active":true,"meta":{"lastUpdated":"2026-11-22T09:00:00.005Z","source":"x","versionId":"3"},"id":"p1","resourceType":"Patient"}""")]
    [InlineData(
        """{"meta":{"tag":[{"code":"a"}]},"resourceType":"Patient"}""",
        """{"meta":{"versionId":"3","lastUpdated":"2026-11-22T09:00:00.005Z","tag":[{"code":"a"}]},"resourceType":"Patient","id":"p1"}""")]
    public void Id_and_version_and_time_are_written_and_nothing_else_changes(string sent, string kept)
    {
        var stamped = ResourceStamp.Apply(JsonText.Of(Encoding.UTF8.GetBytes(sent)).Root, "p1", "3", Moment);
        Assert.Equal(kept, Encoding.UTF8.GetString(stamped));
    }
}
