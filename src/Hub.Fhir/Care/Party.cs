namespace Hub.Fhir.Care;

/// <summary>Who stands where in a piece of work between agencies.</summary>
[Flags]
public enum Party
{
    None = 0,

    /// <summary>The agency that asked: it placed the referral, or proposed the action.</summary>
    Placer = 1,

    /// <summary>The agency that was asked: the Task's owner.</summary>
    Recipient = 2,

    /// <summary>The hub itself: delivery, timers, withdrawn sharing.</summary>
    Hub = 4,
}

/// <summary>The hub's own name where an agency's name stands.</summary>
public static class HubAgency
{
    public const string Name = "hub";
}
