using Hub.Portal.Rows;

namespace Hub.Portal;

/// <summary>The status of a plan action in words, with the colour of its tag; pure.</summary>
public static class ActionWords
{
    public static (string Text, string Colour) Status(ActionRow row) => (row.Status, row.BusinessStatus) switch
    {
        ("requested", _) => ("Proposed, not accepted yet", "yellow"),
        ("received", "change-proposed") => ("Change proposed", "yellow"),
        ("received", _) => ("Seen, not accepted yet", "yellow"),
        ("accepted", _) => ("Accepted", "green"),
        ("in-progress", _) => ("Under way", "green"),
        ("completed", _) => ("Done", "grey"),
        ("rejected", _) => ("Declined", "orange"),
        ("failed", _) => ("Could not be done", "orange"),
        ("cancelled", _) => ("Withdrawn", "grey"),
        _ => ("Draft", "grey"),
    };

    public static bool IsWaiting(ActionRow row) => row.Status is "requested" or "received";

    public static bool IsOpen(ActionRow row) => row.Status is "requested" or "received" or "accepted" or "in-progress";
}
