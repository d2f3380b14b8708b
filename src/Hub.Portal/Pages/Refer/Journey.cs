using System.Text.Json;
using Hub.Portal.Accounts;
using Hub.Portal.Pages.Today;

namespace Hub.Portal.Pages.Refer;

/// <summary>A referral being written: everything said so far, kept on the desk until it is sent.</summary>
public sealed class Journey
{
    public const string DeskPrefix = "refer:";

    public string Id { get; set; } = "";

    /// <summary>Sent with the transaction: pressed twice, it is sent once.</summary>
    public string RequestId { get; set; } = "";

    /// <summary>Id of the declined request in whose place this one is sent.</summary>
    public string? Replaces { get; set; }

    public PersonPart? Person { get; set; }

    public TargetPart? Service { get; set; }

    public SharingPart? Sharing { get; set; }

    public VoicePart? Voice { get; set; }

    public NeedsPart? Needs { get; set; }

    public ContactPart? Contact { get; set; }

    public MeanwhilePart? Meanwhile { get; set; }

    public string Title => Person?.Called is { Length: > 0 } name ? "Referral for " + name : "Referral, nobody named yet";

    public bool Complete => Person is not null && Service?.To is not null && Sharing is not null && Voice is not null && Needs is not null && Contact is not null && Meanwhile is not null;

    /// <summary>True where the young person has said no: it is recorded, and nothing is sent.</summary>
    public bool Refused => Sharing?.Door == SharingPart.No;

    public string Json() => JsonSerializer.Serialize(this);

    public static Journey Of(Draft draft) => JsonSerializer.Deserialize<Journey>(draft.Json) ?? new Journey();

    internal static DraftRow OnDesk(Draft draft, Dates dates) => new(Of(draft).Title, "/refer/" + draft.Key[DeskPrefix.Length..], dates.Say(draft.SavedAt));
}
