using Hub.Fhir.Care;
using Hub.Portal.Tags;

namespace Hub.Portal;

/// <summary>Every label and error sentence of the portal. Plain, kind, and never blaming; no codes are shown to people.</summary>
public static class Words
{
    public const string Product = "Referral Hub";
    public const string EveryLook = "Every look at a record is written down and can be seen by the young person and the agencies concerned.";

    public const string SomebodyNotShown = "A young person (name not shared)";

    public const string ChangedMeanwhile = "Somebody changed this while you were writing. What you typed is still here; below is how it stands now. Check, then send again";
    public const string SomethingChanged = "The list has changed";
    public const string Refused = "The hub could not do this. Nothing was changed";

    /// <summary>What the hub refused, in words for people: the portal's own where it has them, else the hub's sentences.</summary>
    public static IReadOnlyList<string> Refusal(string code, IReadOnlyList<string> sentences) => code switch
    {
        "consent-required" => ["No sharing decision lets that agency see this. Decide about sharing with the young person first"],
        "not-allowed-here" => ["This step belongs to another agency"],
        "transition-refused" => ["This has moved on since you opened the page, and the step is no longer possible. Go back to see how it stands"],
        "duplicate-request" => ["This was sent before. Go back to see what came of it"],
        "precondition-failed" or "version-conflict" => [ChangedMeanwhile],
        "scope-missing" => ["Your role in your agency does not include this"],
        _ => sentences.Count > 0 ? sentences : [Refused],
    };

    public const string SignInWrong = "That email address and password do not match. Check both and try again";
    public const string SignInLocked = "Too many tries. This account is locked for 5 minutes";
    public const string CodeWrong = "That code is not right, or has run out. Try the next one your app shows";
    public const string RecoveryWrong = "That recovery code is not right, or has been used";
    public const string PasskeyWrong = "That passkey did not work here. Use your password, or another passkey";
    public const string EnterEmail = "Enter your email address";
    public const string EnterPassword = "Enter your password";
    public const string EnterCode = "Enter the 6-digit code";

    public static string Role(string role) => role switch
    {
        "caseholder" => "Caseholder",
        "manager" => "Manager",
        "duty" => "Duty worker",
        "lead" => "Lead",
        _ => "",
    };

    public static string? Grouping(string code) => code switch
    {
        "thriving" => "Doing well with the support around them",
        "getting-advice" => "Advice, signposting or self-help, often in one or a few contacts",
        "getting-help" => "Help with goals, a clear aim and an agreed end",
        "getting-more-help" => "Longer or specialist help, often by several professionals together",
        "getting-risk-support" => "Considerable risk while help does not yet make the difference; agencies hold it together",
        _ => null,
    };

    public static string? Category(string code) => code switch
    {
        "identity" => "Name, age, and how to reach them safely",
        "referral" => "What is asked, why, and how it goes on",
        "safety-plan" => "Their safety plan and any immediate concerns",
        "joint-plan" => "The plan of all agencies, its goals and actions",
        "episode" => "Which agency is involved, since when",
        "assessment" => "Assessments and measures",
        "contact-log" => "Meetings, calls and letters",
        "document" => "Letters and reports",
        _ => null,
    };

    /// <summary>The same, said to the young person.</summary>
    public static string? CategoryToYou(string code) => code switch
    {
        "identity" => "Your name, your age, and how to reach you safely",
        "safety-plan" => "Your safety plan and any immediate concerns",
        _ => Category(code),
    };

    /// <summary>The words people see for a code of one of the hub's code systems.</summary>
    public static string For(string system, string? code) => code is null ? "" : HubCodes.Display(system, code);

    /// <summary>All codes of a system as choices, in the order they are published.</summary>
    public static IReadOnlyList<Choice> Choices(string system) =>
        [.. HubCodes.Codes(system).Select(code => new Choice(code.Key, code.Value))];
}
