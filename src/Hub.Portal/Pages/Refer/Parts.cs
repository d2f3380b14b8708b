using Hub.Fhir.Care;
using Hub.Portal.Tags;

namespace Hub.Portal.Pages.Refer;

/// <summary>Who: somebody the hub knows, or somebody new, by name or by an alias alone.</summary>
public sealed class PersonPart
{
    /// <summary>Id of a Patient the hub holds.</summary>
    public string? Known { get; set; }

    public string? Called { get; set; }

    public string? Given { get; set; }

    public string? Family { get; set; }

    public string? Alias { get; set; }

    public string? NhsNumber { get; set; }

    public DateParts Born { get; set; } = new();

    /// <summary>The person has looked at who is much like this one, and it is none of them.</summary>
    public bool NobodyOfThese { get; set; }

    public string? Digits => string.IsNullOrWhiteSpace(NhsNumber) ? null : NhsNumber.Replace(" ", "", StringComparison.Ordinal);

    public IEnumerable<FieldError> Errors(DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(Called))
        {
            yield return new(nameof(Called), "Enter what the young person likes to be called, or their alias");
        }

        if (string.IsNullOrWhiteSpace(Family) && string.IsNullOrWhiteSpace(Given) && string.IsNullOrWhiteSpace(Alias))
        {
            yield return new(nameof(Alias), "Enter a name, or an alias if they stay anonymous");
        }

        foreach (var (field, text) in (IEnumerable<(string, string?)>)[(nameof(Called), Called), (nameof(Given), Given), (nameof(Family), Family), (nameof(Alias), Alias)])
        {
            foreach (var error in Texts.Bound(field, text, 100))
            {
                yield return error;
            }
        }

        if (Month is not { } month)
        {
            yield return new(nameof(Born), "Enter at least the month and year of birth");
        }
        else if (month > today || month < today.AddYears(-26))
        {
            yield return new(nameof(Born), "The hub is for people up to 25: check the year of birth");
        }

        if (Digits is { } digits && !NhsNumbers.Valid(digits))
        {
            yield return new(nameof(NhsNumber), "That is not a valid NHS number. Check the 10 digits");
        }
    }

    /// <summary>The date of birth as FHIR writes it: a day, or a month where the day is not known.</summary>
    public string? BirthDate => Born.Date is { } day ? $"{day:yyyy-MM-dd}" : Month is { } month ? $"{month:yyyy-MM}" : null;

    private DateOnly? Month => new DateParts { Day = string.IsNullOrWhiteSpace(Born.Day) ? "1" : Born.Day, Month = Born.Month, Year = Born.Year }.Date;
}

/// <summary>The check digit of an NHS number.</summary>
public static class NhsNumbers
{
    public static bool Valid(string digits)
    {
        if (digits.Length != 10 || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = 0;
        for (var index = 0; index < 9; index++)
        {
            sum += (digits[index] - '0') * (10 - index);
        }

        return (11 - (sum % 11)) % 11 == digits[9] - '0';
    }
}

/// <summary>Where to, why, and how soon.</summary>
public sealed class TargetPart
{
    /// <summary>agency, or agency/service.</summary>
    public string? To { get; set; }

    public string? Why { get; set; }

    public string? Priority { get; set; }

    public string Agency => (To ?? "").Split('/')[0];

    public string? Service => To?.Split('/') is [_, var service] ? service : null;

    public IEnumerable<FieldError> Errors()
    {
        if (string.IsNullOrEmpty(To))
        {
            yield return new(nameof(To), "Choose who should help");
        }

        foreach (var error in Texts.Check(nameof(Why), Why, "Say what you ask for, and why now", 4000))
        {
            yield return error;
        }

        if (Priority is not ("routine" or "urgent" or "asap" or "stat"))
        {
            yield return new(nameof(Priority), "Choose how soon help is needed");
        }
    }
}

/// <summary>What the young person has decided about sharing: one of three doors, or what is decided already.</summary>
public sealed class SharingPart
{
    public const string Agreed = "agreed";
    public const string Safe = "safe";
    public const string No = "no";
    public const string Already = "already";

    public string? Door { get; set; }

    /// <summary>Who agreed: young-person-agrees or parent-agrees.</summary>
    public string? Who { get; set; }

    public string? Words { get; set; }

    public string? Competence { get; set; }

    public string[] Categories { get; set; } = [ShareCategories.Identity, ShareCategories.Referral, ShareCategories.SafetyPlan];

    public string? Months { get; set; } = "6";

    public string? Why { get; set; }

    public string? Told { get; set; }

    public IEnumerable<FieldError> Errors() => Door switch
    {
        Agreed => Agreement().Concat(Scope()),
        Safe => Texts.Check(nameof(Why), Why, "Say why sharing is necessary to keep someone safe", 2000)
            .Concat(Texts.Check(nameof(Told), Told, "Say whether they have been told, or why not", 2000)).Concat(Scope()),
        No => Texts.Check(nameof(Words), Words, "Say in their words why not", 2000),
        Already => [],
        _ => [new(nameof(Door), "Choose what has been decided about sharing")],
    };

    private IEnumerable<FieldError> Agreement()
    {
        if (Who is not ("young-person-agrees" or "parent-agrees"))
        {
            yield return new(nameof(Who), "Say who agrees");
        }

        foreach (var error in Texts.Check(nameof(Competence), Competence, "Say how they understood what is shared, with whom and for how long", 2000))
        {
            yield return error;
        }
    }

    private IEnumerable<FieldError> Scope()
    {
        if (ShareCategories.NeededToRefer.Any(needed => !Categories.Contains(needed)))
        {
            yield return new(nameof(Categories), "A referral needs at least who they are and the referral itself");
        }

        if (!int.TryParse(Months, out var months) || months is < 1 or > 24)
        {
            yield return new(nameof(Months), "Choose until when");
        }
    }
}

/// <summary>The young person's own words.</summary>
public sealed class VoicePart
{
    public string? Words { get; set; }

    public string? How { get; set; }

    public string? WhyNot { get; set; }

    public static IEnumerable<Choice> Ways =>
        [new("typed", "They wrote it"), new("said", "They said it"), new("drawn", "They drew it, described here"), new("not-asked", "They could not be asked")];

    public bool Asked => How != "not-asked";

    public IEnumerable<FieldError> Errors() => How switch
    {
        null or "" => [new(nameof(How), "Say how they told you, or that they could not be asked")],
        "not-asked" => Texts.Check(nameof(WhyNot), WhyNot, "Say why they could not be asked", 1000),
        _ => Texts.Check(nameof(Words), Words, "Enter their words", 4000),
    };
}

/// <summary>What they need now, chosen with them.</summary>
public sealed class NeedsPart
{
    public string? Grouping { get; set; }

    public string? Agreement { get; set; }

    public string? Reason { get; set; }

    public IEnumerable<FieldError> Errors()
    {
        if (Grouping is null || !HubCodes.Knows(Canonicals.NeedsBasedGrouping, Grouping))
        {
            yield return new(nameof(Grouping), "Choose what they need now");
        }

        if (Agreement is null || !HubCodes.Knows(Canonicals.Agreement, Agreement))
        {
            yield return new(nameof(Agreement), "Say where the young person stands");
        }

        foreach (var error in Texts.Check(nameof(Reason), Reason, "Say why, in a sentence or two", 2000))
        {
            yield return error;
        }
    }
}

/// <summary>How they may safely be reached.</summary>
public sealed class ContactPart
{
    public string? Safe { get; set; }

    public string? Phone { get; set; }

    public IEnumerable<FieldError> Errors() => Texts.Check(nameof(Safe), Safe, "Say how they may, and may not, be contacted", 1000)
        .Concat(Texts.Bound(nameof(Phone), Phone, 30));
}

/// <summary>What goes on until somebody has taken over.</summary>
public sealed class MeanwhilePart
{
    public string? Keep { get; set; }

    public string? RiskHolder { get; set; }

    public IEnumerable<FieldError> Errors()
    {
        foreach (var error in Texts.Check(nameof(Keep), Keep, "Say what you keep doing until somebody has taken over", 2000))
        {
            yield return error;
        }

        if (string.IsNullOrEmpty(RiskHolder))
        {
            yield return new(nameof(RiskHolder), "Say who holds the risk meanwhile");
        }
    }
}
