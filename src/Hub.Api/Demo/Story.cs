using System.Reflection;
using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Demo;

/// <summary>One thing an agency does in a story: a Bundle it sends, in an emergency with the purpose and the reason it gives.</summary>
internal sealed record Step(string Name, string Agency, string? Purpose, string? Reason, JsonText Bundle);

/// <summary>
/// A fictional young person's story, told as the Bundles that their agencies send one after the other. The files of Stories/ hold
/// dates as {{day -20d}}, {{month -14y-2m}} and {{time -1d 09:15}}, reckoned from the moment of seeding.
/// </summary>
internal sealed record Story(string Name, IReadOnlyList<Step> Steps)
{
    private const string Folder = "demo.";

    /// <summary>All stories in the order in which they are told, dated from that moment.</summary>
    public static IReadOnlyList<Story> All(DateTimeOffset now)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Read(assembly, name, now)),
        ];
    }

    private static Story Read(Assembly assembly, string name, DateTimeOffset now)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        var root = Parse(Placeholders.Fill(reader.ReadToEnd(), now)).Root;
        var steps = new List<Step>();
        foreach (var step in root["steps"].Items)
        {
            var title = $"{name[Folder.Length..]}-{steps.Count + 1}";
            steps.Add(new Step(title, step["as"].Text, Text(step["purpose"]), Text(step["reason"]), Parse(step["bundle"].ToString())));
        }

        return new Story(name[Folder.Length..], steps);
    }

    private static string? Text(JsonValue value) => value.Exists ? value.Text : null;

    private static JsonText Parse(string json)
    {
        var issues = new List<Issue>();
        return JsonText.Parse(Encoding.UTF8.GetBytes(json), issues) ?? throw new ProblemException(issues);
    }
}
