using System.Text;
using System.Text.Json;
using Hub.Fhir.Json;

namespace Hub.Fhir.Tests.Json;

public sealed class JsonPropertyTests
{
    [Fact]
    public void Whatever_is_written_is_read_as_it_was()
    {
        var random = new RandomJson(20261122);
        for (var round = 0; round < 3000; round++)
        {
            var (compact, spaced) = random.Next();
            var text = JsonText.Of(Encoding.UTF8.GetBytes(spaced));
            Assert.Equal(compact, Encoding.UTF8.GetString(text.Utf8.Span));
            Assert.Equal(compact, Encoding.UTF8.GetString(JsonText.Of(text.Utf8).Utf8.Span));
            using var document = JsonDocument.Parse(spaced);
            AssertSame(document.RootElement, text.Root);
        }
    }

    private static void AssertSame(JsonElement expected, JsonValue value)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(expected.EnumerateObject().Count(), value.Count);
                foreach (var property in expected.EnumerateObject())
                {
                    AssertSame(property.Value, value[property.Name]);
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), value.Count);
                for (var number = 0; number < value.Count; number++)
                {
                    AssertSame(expected[number], value.Item(number));
                }

                break;
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), value.Text);
                break;
            default:
                Assert.Equal(expected.GetRawText(), value.Text);
                break;
        }
    }
}
