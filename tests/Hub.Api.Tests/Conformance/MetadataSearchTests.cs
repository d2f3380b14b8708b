using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Search;
using Hub.Fhir.Validation;

namespace Hub.Api.Tests.Conformance;

/// <summary>
/// The metadata is the truth: every search parameter finds the resource it should with every modifier and prefix claimed, and does not
/// with the opposite; those that are not claimed are refused.
/// </summary>
public sealed class MetadataSearchTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Genders = "http://hl7.org/fhir/ValueSet/administrative-gender";
    private const int AtOnce = 400;

    private readonly HttpClient online = hub.Client("online");

    public static TheoryData<string> Types => [.. HubTypes.Stored];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Each_parameter_finds_what_it_should(string type)
    {
        var claims = (await Statement.Of(hub)).Type(type).Parameters;
        var created = await online.Post(type, Specimens.Of(type).ToJsonString());
        Assert.True(created.Status == 201, created.Text);
        var values = SearchIndex.Extract(Validator.R4.Validate(JsonText.Of(Encoding.UTF8.GetBytes(created.Text)), [])!).ToLookup(value => value.Parameter);

        // The audit is searched by its own entries, not by what was posted to it (AuditTests).
        values = type == "AuditEvent" ? Array.Empty<SearchValue>().ToLookup(value => value.Parameter) : values;
        var questions = claims.SelectMany(claim => Questions(type, claim, values[claim.Name].FirstOrDefault(value => Text(value) is not null))).ToList();

        await Ask(type, created.Id, questions);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task What_is_not_claimed_is_refused(string type)
    {
        var claims = (await Statement.Of(hub)).Type(type).Parameters;
        var names = claims.Select(claim => claim.Name).ToHashSet();
        var unknown = HubTypes.Stored.SelectMany(other => SearchParameters.Of(other).Keys).Distinct().Where(name => !names.Contains(name)).Select(name => $"{name}=x");
        var unfit = claims.SelectMany(claim => SearchModifiers.All.Append("Colour").Except(claim.Modifiers).Select(modifier => $"{claim.Name}:{modifier}={Plain(type, claim)}"));

        await Ask(type, "", [.. unknown.Concat(unfit).Concat(["_text=x", "_content=x", "_list=$current-problems", "_query=x", "_filter=x"]).Select(text => new Question(text, null))]);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Each_include_is_answered_and_no_other(string type)
    {
        var claims = (await Statement.Of(hub)).Type(type);
        var good = claims.Includes.Chunk(40).Select(some => string.Join('&', some.Select(include => $"_include={include}")))
            .Concat(claims.RevIncludes.Chunk(40).Select(some => string.Join('&', some.Select(include => $"_revinclude={include}"))))
            .Concat(claims.Includes.Take(1).SelectMany(include => new[] { $"_include:iterate={include}", $"_include={type}:*" }));
        var bad = new[] { $"_include={type}:colour", "_include=Medication:code", $"_revinclude={type}:_lastUpdated", "_include:sometimes=x" };

        await Ask(type, "", [.. good.Select(text => new Question(text, "")), .. bad.Select(text => new Question(text, null))]);
    }

    /// <summary>What finds the resource (its presence is expected), what does not (its absence), and what can only be answered.</summary>
    private static IEnumerable<Question> Questions(string type, ClaimedParameter claim, SearchValue? value)
    {
        var plain = value is null ? Plain(type, claim) : Text(value)!;
        yield return new Question($"{claim.Name}={Uri.EscapeDataString(plain)}", value is null ? "" : "+");
        foreach (var prefix in claim.Prefixes)
        {
            yield return new Question($"{claim.Name}={prefix}{Uri.EscapeDataString(plain)}", "");
        }

        foreach (var modifier in claim.Modifiers)
        {
            yield return Modified(claim, modifier, plain, value);
        }
    }

    private static Question Modified(ClaimedParameter claim, string modifier, string plain, SearchValue? value) => modifier switch
    {
        "missing" => new($"{claim.Name}:missing=true", IsColumn(claim) ? "" : value is null ? "" : "-"),
        "not" => new($"{claim.Name}:not={Uri.EscapeDataString(plain)}", value is null ? "" : "-"),
        "exact" => new($"{claim.Name}:exact={Uri.EscapeDataString(Escaped((value as StringValue)?.Text ?? plain))}", value is null ? "" : "+"),
        "contains" => new($"{claim.Name}:contains={Uri.EscapeDataString(plain)}", value is null ? "" : "+"),
        "in" or "not-in" => new($"{claim.Name}:{modifier}={Genders}", ""),
        "of-type" => new($"{claim.Name}:of-type=urn:a|b|c", ""),
        "identifier" => new($"{claim.Name}:identifier=urn:a|b", ""),
        "above" => new($"{claim.Name}:above={Uri.EscapeDataString(plain)}", value is null ? "" : "+"),
        "below" => new($"{claim.Name}:below={Uri.EscapeDataString(claim.Type == "uri" ? plain : "https://a.example/x")}", claim.Type == "uri" && value is not null ? "+" : ""),
        "text" => new($"{claim.Name}:text={Uri.EscapeDataString(Escaped((value as TokenValue)?.Text ?? "x"))}", (value as TokenValue)?.Text is { Length: > 0 } ? "+" : ""),
        _ => new($"{claim.Name}:{modifier}=x", ""),
    };

    /// <summary>A value that is understood, where the resource has none.</summary>
    private static string Plain(string type, ClaimedParameter claim) => claim.Type switch
    {
        "composite" => string.Join('$', SearchParameters.Find(type, claim.Name)!.Components.Select(component => Plain(SearchParameters.At(component.Definition)!.Type))),
        _ => Plain(Enum.Parse<SearchParameterType>(claim.Type, ignoreCase: true)),
    };

    private static string Plain(SearchParameterType type) => type switch
    {
        SearchParameterType.Date => "2026",
        SearchParameterType.Number or SearchParameterType.Quantity => "1",
        SearchParameterType.Uri => "https://a.example",
        _ => "x",
    };

    /// <summary>The value as somebody searches for it; null where there is no plain way to say it.</summary>
    private static string? Text(SearchValue value) => value switch
    {
        TokenValue { Code: { } code } token => token.System is { } system ? $"{Escaped(system)}|{Escaped(code)}" : Escaped(code),
        StringValue text => Escaped(text.Text),
        ReferenceValue { Type: { } type, Id: { } id, Url: null } => $"{type}/{id}",
        ReferenceValue { Url: { } url } => Escaped(url),
        DateValue date when date.Low > DateTimeOffset.MinValue && date.High < DateTimeOffset.MaxValue => null,
        UriValue uri => Escaped(uri.Uri),
        NumberValue number when number.Low == number.High => number.Low.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal);

    private static bool IsColumn(ClaimedParameter claim) => claim.Name is "_id" or "_lastUpdated";

    /// <summary>Asks in batches, and compares: found, not found, answered at all, or refused.</summary>
    private async Task Ask(string type, string id, IReadOnlyList<Question> questions)
    {
        Assert.NotEmpty(questions);
        var wrong = new List<string>();
        foreach (var some in questions.Chunk(AtOnce))
        {
            var entries = some.Select(question => new JsonObject { ["request"] = new JsonObject { ["method"] = "GET", ["url"] = $"{type}?{question.Text}&{Only(question, id)}" } });
            var reply = await online.Post("", new JsonObject { ["resourceType"] = "Bundle", ["type"] = "batch", ["entry"] = new JsonArray([.. entries]) }.ToJsonString());
            Assert.True(reply.Status == 200, reply.Text);
            wrong.AddRange(some.Zip(reply.Entries).Where(pair => !IsAsExpected(pair.First, pair.Second, id)).Select(pair => $"{type}?{pair.First.Text} ({pair.First.Expected}): {Short(pair.Second)}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
    }

    private static string Only(Question question, string id) => question.Expected is "+" or "-" ? $"_id={id}" : "_count=1";

    private static bool IsAsExpected(Question question, JsonNode entry, string id)
    {
        var status = entry["response"]!["status"]!.GetValue<string>()[..3];
        var found = entry["resource"]?["entry"]?.AsArray().Any(match => match!["resource"]!["id"]?.GetValue<string>() == id) ?? false;
        return question.Expected switch
        {
            null => status is "400" or "501",
            "+" => status == "200" && found,
            "-" => status == "200" && !found,
            _ => status == "200" && entry["resource"]!["type"]!.GetValue<string>() == "searchset",
        };
    }

    private static string Short(JsonNode entry) => entry.ToJsonString() is { Length: > 300 } text ? text[..300] : entry.ToJsonString();

    /// <summary>Expected: "+" the resource is found, "-" it is not, "" the search is answered, null it is refused.</summary>
    private sealed record Question(string Text, string? Expected);
}
