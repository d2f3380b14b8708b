using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Hub.Api.Tests.Interactions;

/// <summary>A fenced block of a page: one HTTP message.</summary>
internal sealed partial record HttpBlock(string FirstLine, (string Name, string Value)[] Headers, string Body)
{
    public string Method => FirstLine.Split(' ')[0];

    public string Address => FirstLine.Split(' ')[1];

    public int Status => int.Parse(FirstLine.Split(' ')[1], CultureInfo.InvariantCulture);

    public HttpContent? Content
    {
        get
        {
            var type = Headers.FirstOrDefault(header => header.Name == "Content-Type").Value;
            return type is null ? null : new StringContent(Body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        }
    }

    public (string Name, string Value)[] OtherHeaders => [.. Headers.Where(header => header.Name is not ("Content-Type" or "As"))];

    public static List<(HttpBlock Request, HttpBlock Answer)> Pairs(string page)
    {
        var blocks = Fence().Matches(page).Select(match => Parse(match.Groups[1].Value)).ToList();
        Assert.True(blocks.Count % 2 == 0, "Each request is followed by its answer");
        return [.. blocks.Chunk(2).Select(pair => (pair[0], pair[1]))];
    }

    private static HttpBlock Parse(string text)
    {
        var parts = text.Split("\n\n", 2);
        var lines = parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => (pair[0], pair[1]));
        return new HttpBlock(lines[0], [.. headers], parts.Length > 1 ? parts[1].Trim() : "");
    }

    [GeneratedRegex("```http\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
