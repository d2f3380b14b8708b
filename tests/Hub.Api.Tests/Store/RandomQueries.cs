namespace Hub.Api.Tests.Store;

/// <summary>Random searches over <see cref="RandomRecords"/>: every parameter type, modifier and prefix the store takes.</summary>
internal sealed class RandomQueries(Random random)
{
    private static readonly string[] Prefixes = ["", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"];
    private static readonly string[] Codes = ["a", "b", "z", "http://s|a", "http://t|", "|a", "|b", "http://t|c"];
    private static readonly string[] Dates = ["2009", "2009-05", "2009-05-01", "2009-05-31", "2010-01-01", "2026-03", "2026-03-01", "2026-02-28T23:30:00Z", "2026-03-01T09:30Z"];
    private static readonly string[] Texts = ["ash", "Ash", "Élodie", "elo", "o'neill", "smith", "s", "jones"];
    private static readonly string[] Numbers = ["5", "5.0", "5.4", "10", "10.2", "-3", "100", "1e2", "5||mg", "5|http://units|mg", "10||score"];

    /// <summary>Several conditions, now and then alternatives within one.</summary>
    public string Query(string type)
    {
        var conditions = Enumerable.Range(0, random.Next(4)).Select(_ => Condition(type)).ToList();
        if (conditions.Any(condition => condition.Contains("due=", StringComparison.Ordinal)) && random.Next(4) > 0)
        {
            conditions.Add("_sort=due");
        }
        else if (random.Next(2) == 0)
        {
            conditions.Add($"_sort={string.Join(",", Enumerable.Range(0, random.Next(1, 3)).Select(_ => Pick("", "-") + Pick(Sorts(type))).Distinct())}");
        }

        return string.Join("&", [.. conditions, $"_count={random.Next(1, 8)}", "_total=accurate"]);
    }

    public static string[] Sorts(string type) => type switch
    {
        "Patient" => ["_lastUpdated", "_id", "birthdate", "family", "gender", "identifier"],
        "Task" => ["_lastUpdated", "authored-on", "status", "owner", "code", "due"],
        "Observation" => ["date", "value-quantity", "code", "_lastUpdated", "subject"],
        _ => ["date", "category", "instantiates-uri", "_id"],
    };

    private string Condition(string type) => random.Next(7) switch
    {
        0 => Everywhere(),
        1 => $"{Pick(Missing(type))}:missing={Pick("true", "false")}",
        _ => type switch { "Patient" => Patient(), "Task" => Task(), "Observation" => Observation(), _ => CarePlan() },
    };

    private string Everywhere() => random.Next(5) switch
    {
        0 => $"_id={Some(RandomRecords.Ids)}",
        1 => $"_lastUpdated={Prefixed(["2026-03-01", "2026-03-01T09:00:03Z", "2026-03"])}",
        2 => $"_tag{Pick("", ":not")}={Some(["a", "http://t|b", "http://t|"])}",
        3 => $"_profile={Some(["http://p/x", "http://p/z"])}",
        _ => $"_id:not={Some(RandomRecords.Ids)}",
    };

    private string Patient() => random.Next(8) switch
    {
        0 => $"{Pick("family", "name", "given")}{Pick("", ":exact", ":contains")}={Some(Texts)}",
        1 => $"birthdate={Prefixed(Dates)}",
        2 => $"gender{Pick("", ":not")}={Some(["male", "female", "http://hl7.org/fhir/administrative-gender|other"])}",
        3 => $"identifier{Pick("", ":not")}={Some(["1", "http://i|1", "http://j|", "|2", "AB", "http://i|ab"])}",
        4 => $"identifier:of-type={Some(["http://y|MR|1", "http://y|MR|Ab"])}",
        5 => $"organization{Pick("", ":identifier")}={Pick("Organization/camhs", "online", "http://i|1", "http://elsewhere/Organization/camhs")}",
        6 => $"active={Pick("true", "false")}",
        _ => $"_has:{Pick("Task:patient:status=requested", "Observation:patient:code=a", "Task:patient:owner=Organization/camhs", "CarePlan:patient:_id=r1")}",
    };

    private string Task() => random.Next(11) switch
    {
        0 => $"owner{Pick("", ":Organization")}={Pick("camhs", "online")}",
        1 => $"owner=Organization/{Pick(RandomRecords.Agencies)}&status={Pick("requested", "completed", "http://hl7.org/fhir/task-status|accepted")}",
        2 => $"status{Pick("", ":not")}={Some(["requested", "accepted"])}",
        3 => $"code{Pick("", ":not", ":text")}={Some(Codes)}",
        4 => $"authored-on={Prefixed(Dates)}",
        5 => $"{Pick("patient", "focus")}={Some(["Patient/ash", "Patient/bo", "Observation/r1", "Patient/cy/_history/1"])}",
        6 => $"{Pick("patient.name=ash", "patient.gender=female", "patient:Patient.birthdate=ge2009", "focus:Observation.code=a", "patient.identifier=1")}",
        7 => $"owner=Organization/{Pick(RandomRecords.Agencies)}&status={Some(["requested", "accepted", "completed"])}&due={Prefixed(Dates)}",
        8 => $"owner=Organization/{Pick(RandomRecords.Agencies)}&status={Some(["requested", "received", "completed"])}&priority={Some(["routine", "urgent", "stat"])}",
        9 => $"due={Prefixed(Dates)}",
        _ => $"owner:identifier={Pick("1", "http://i|1", "http://j|")}",
    };

    private string Observation() => random.Next(7) switch
    {
        0 => $"code{Pick("", ":not", ":text")}={Some(Codes)}",
        1 => $"date={Prefixed(Dates)}",
        2 => $"value-quantity={Prefixed(Numbers)}",
        3 => $"code-value-quantity={Pick(["a", "http://s|b"])}${Pick(Prefixes)}{Pick(Numbers)}",
        4 => $"component-code-value-quantity={Pick(["a", "c"])}${Pick(Prefixes)}{Pick(Numbers)},{Pick(["b", "c"])}${Pick(Prefixes)}{Pick(Numbers)}",
        5 => $"value-string{Pick("", ":exact", ":contains")}={Some(Texts)}",
        _ => $"subject={Some(["Patient/ash", "Patient/dee", "http://elsewhere/Patient/ash"])}",
    };

    private string CarePlan() => random.Next(6) switch
    {
        0 => $"category{Pick("", ":not")}={Some(Codes)}",
        1 => $"date={Prefixed(Dates)}",
        2 => $"patient={Pick(RandomRecords.People)}&category={Pick(Codes)}",
        3 => $"instantiates-uri{Pick("", ":below", ":above")}={Pick(["http://u/a", "http://u", "http://u/a/b/c"])}",
        4 => $"instantiates-canonical={Pick(["http://g/plan", "http://g/plan|2", "http://g/none"])}",
        _ => $"status{Pick("", ":not")}=active",
    };

    private static string[] Missing(string type) => type switch
    {
        "Patient" => ["birthdate", "family", "organization", "identifier"],
        "Task" => ["owner", "code", "patient"],
        "Observation" => ["value-quantity", "date", "subject", "value-string", "component-code-value-quantity"],
        _ => ["category", "date", "instantiates-uri"],
    };

    private string Some(string[] from) => random.Next(4) == 0 ? $"{Pick(from)},{Pick(from)}" : Pick(from);

    private string Prefixed(string[] from) => random.Next(5) == 0
        ? $"{Pick(Prefixes)}{Pick(from)},{Pick(Prefixes)}{Pick(from)}"
        : $"{Pick(Prefixes)}{Pick(from)}";

    private string Pick(params string[] from) => from[random.Next(from.Length)];
}
