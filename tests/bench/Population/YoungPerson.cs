using System.Globalization;

namespace Bench.Population;

/// <summary>How far a referral has come.</summary>
internal enum Stage
{
    Requested,
    Received,
    Accepted,
    InProgress,
    Completed,
}

/// <summary>A fictional young person, the same for the same number on every machine: who refers them where, when, and how far it has come.</summary>
internal sealed record YoungPerson(int Number, string Given, string Family, string Born, string Placer, string Recipient, Stage Stage, DateOnly Referred)
{
    public const string AliasPrefix = "young-person-";
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly string[] GivenNames =
    [
        "Robin", "Ellis", "Amara", "Jude", "Noor", "Theo", "Maisie", "Kofi", "Erin", "Idris", "Leila", "Rowan", "Zofia", "Dylan", "Anwen", "Samir",
        "Poppy", "Tomasz", "Grace", "Malachi", "Freya", "Hamza", "Orla", "Jaden",
    ];

    private static readonly string[] FamilyNames =
    [
        "Ashdown", "Okafor", "Brennan", "Hussain", "Llewellyn", "Kowalska", "Marsh", "Adeyemi", "Fletcher", "Begum", "Sutcliffe", "Nowak", "Tierney",
        "Campbell", "Rahman", "Whitfield", "Osei", "Penhaligon", "Doyle", "Singh",
    ];

    // Who refers, to whom: most go to CAMHS, as they do.
    private static readonly (string Placer, string Recipient)[] Ways =
    [
        ("online", "camhs"), ("school", "camhs"), ("emergency", "camhs"), ("social-care", "camhs"), ("camhs", "online"), ("camhs", "social-care"),
        ("school", "online"), ("emergency", "social-care"), ("online", "emergency"), ("social-care", "school"),
    ];

    // A third waits to be seen by somebody; the longer ago, the further it has come.
    private static readonly (Stage Stage, int From, int Until)[] Stages =
    [
        (Stage.Requested, 0, 21), (Stage.Requested, 0, 21), (Stage.Received, 1, 30), (Stage.Accepted, 14, 60), (Stage.InProgress, 30, 160), (Stage.Completed, 170, 700),
    ];

    public string Alias => string.Create(CultureInfo.InvariantCulture, $"{AliasPrefix}{Number:D7}");

    public static YoungPerson Of(int number)
    {
        var random = new Random(number);
        var (placer, recipient) = Ways[random.Next(Ways.Length)];
        var (stage, from, until) = Stages[random.Next(Stages.Length)];
        var referred = Today.AddDays(-random.Next(from, until));
        var born = referred.AddMonths(-12 * random.Next(11, 18)).AddMonths(-random.Next(12));
        return new YoungPerson(
            number, GivenNames[random.Next(GivenNames.Length)], FamilyNames[random.Next(FamilyNames.Length)],
            born.ToString("yyyy-MM", CultureInfo.InvariantCulture), placer, recipient, stage, referred);
    }
}
