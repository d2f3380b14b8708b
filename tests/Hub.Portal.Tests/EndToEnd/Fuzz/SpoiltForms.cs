namespace Hub.Portal.Tests.EndToEnd.Fuzz;

/// <summary>Addresses and forms spoilt in one to three places; the same seed spoils the same way.</summary>
internal sealed class SpoiltForms(Random random)
{
    private static readonly string[] Odd =
    [
        "", " ", "0", "-1", "99999999999999999999", "1e400", "NaN", "null", "true", "\u0000", "\u0001", "\u202e", "\ud83d\ude00", "\ud83d", "\ufffd", "é", "'", "\"", "\\", "';--", "<script>x</script>", "{}", "[]", "{\"a\":1}",
        "%", "%00", "%ZZ", "/", "//", "//evil.example", "/\\evil.example", "https://evil.example/", "../..", "..%2f", "demo-jamie", "demo-callum", "Patient/demo-jamie", "Organization/camhs", "camhs", "camhs/", "camhs/nowhere", "/camhs",
        "2026-02-30", "31", "13", "9999", "0001", "2010", "\r\nSet-Cookie: x=y", "a\u0300\u0301\u0302", "safety-plan", "service", "agency", "young", "oldest", "newest", "changed", "waiting", "closed", "stat", "~", "|", ",", "x,y|z", "$", "*", "?", "#", "&", "=",
    ];

    private static readonly string[] Queries =
        ["tab", "sort", "priority", "agency", "cursor", "q", "by", "as", "from", "again", "handler", "kind", "page", "since", "id", "Id", "step", "decision", "Form.Text", "returnUrl"];

    private static readonly string[] Fields =
    [
        "Version", "RequestId", "Form", "Form.", "Form[", "Form[]", "Form.Items[0].Text", "Form.Items[-1].Text", "Form.Items[999999].Text", "Form.Items[x].Audience", "Form.Items.index", "Form.Born.Day", "Form.Due.Year",
        "Id", "id", "Person", "Form.Id", "Me", "User", "handler", "action", "choose", "words", "key", "credential", "Sealed", "From", "__Invariant", "Form.To", "Form.Door", "Form.Shared", "Form.RiskHolder",
    ];

    public string Address(string path)
    {
        var (place, query) = path.Split('?', 2) is [var before, var after] ? (before, after) : (path, "");
        if (random.Next(4) == 0)
        {
            var parts = place.Split('/');
            parts[random.Next(1, parts.Length)] = Uri.EscapeDataString(Whole(Any(Odd)));
            place = string.Join('/', parts);
        }

        for (var more = random.Next(3); more > 0; more--)
        {
            query += $"&{Any(Queries)}={(random.Next(5) == 0 ? Any(Odd).Trim('\r', '\n', '#', '\0') : Uri.EscapeDataString(Whole(Any(Odd))))}";
        }

        return query.Length == 0 ? place : $"{place}?{query.TrimStart('&')}";
    }

    public List<KeyValuePair<string, string>> Form(IReadOnlyList<KeyValuePair<string, string>> good)
    {
        var fields = good.ToList();
        for (var mistakes = Any([0, 1, 1, 2, 3]); mistakes > 0; mistakes--)
        {
            Spoil(fields);
        }

        return fields;
    }

    private void Spoil(List<KeyValuePair<string, string>> fields)
    {
        var at = fields.Count == 0 ? -1 : random.Next(fields.Count);
        switch (at < 0 ? 5 : random.Next(8))
        {
            case 0:
                fields.RemoveAt(at);
                break;
            case 1:
                fields.Insert(at, KeyValuePair.Create(fields[at].Key, Whole(Any(Odd))));
                break;
            case 2:
                fields[at] = KeyValuePair.Create(fields[at].Key, new string('x', Any([5_000, 70_000, 300_000])));
                break;
            case 3:
                fields[at] = KeyValuePair.Create(fields[at].Key[..random.Next(fields[at].Key.Length + 1)] + Any(["", "[", "]", ".", "[0]", "[-1]", ".x"]), fields[at].Value);
                break;
            case 4 or 5:
                fields.Add(KeyValuePair.Create(Any(Fields), Whole(Any(Odd))));
                break;
            default:
                fields[at] = KeyValuePair.Create(fields[at].Key, Whole(random.Next(3) == 0 ? fields[at].Value + Any(Odd) : Any(Odd)));
                break;
        }
    }

    /// <summary>What can be sent at all: half of a character is sent as the sign that stands for it.</summary>
    private static string Whole(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private T Any<T>(T[] all) => all[random.Next(all.Length)];
}
