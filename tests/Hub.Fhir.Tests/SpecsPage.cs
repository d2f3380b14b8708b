namespace Hub.Fhir.Tests;

/// <summary>A page of specs: its first JSON block, and the rows of its tables.</summary>
internal sealed class SpecsPage(string path)
{
    private readonly string[] lines = File.ReadAllLines(Path.Combine(ThirdParty.Repository, path));

    public string Json => string.Join('\n', lines.SkipWhile(line => line != "```json").Skip(1).TakeWhile(line => line != "```"));

    /// <summary>The rows of the table whose first column has that title, without the marks of code.</summary>
    public IReadOnlyList<(string Left, string Result)> Rows(string title) =>
        [.. lines.SkipWhile(line => !line.StartsWith($"| {title} |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(Row)];

    private static (string Left, string Result) Row(string line)
    {
        var cells = line.Replace(@"\|", "\u0001", StringComparison.Ordinal).Split('|');
        return (Plain(cells[1]).Trim('`'), Plain(cells[2]));
    }

    private static string Plain(string cell)
    {
        var text = cell.Replace("\u0001", "|", StringComparison.Ordinal);
        return text.Length > 2 ? text[1..^1].TrimEnd() : "";
    }
}
