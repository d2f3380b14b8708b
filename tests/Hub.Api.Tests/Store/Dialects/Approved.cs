using Hub.Api.Tests.Layout;

namespace Hub.Api.Tests.Store.Dialects;

/// <summary>A text that somebody has read and found right; <c>HUB_TEST_APPROVE=1</c> writes it anew, for the next reader.</summary>
internal static class Approved
{
    private static readonly bool Renew = Environment.GetEnvironmentVariable("HUB_TEST_APPROVE") == "1";

    public static void Same(string name, string text)
    {
        var path = Repository.File($"tests/Hub.Api.Tests/Store/Dialects/Approved/{name}");
        text = text.ReplaceLineEndings("\n");
        if (Renew)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }
}
