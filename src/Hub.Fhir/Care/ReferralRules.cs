using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>
/// The closed loop: ServiceRequest is what is asked and belongs to the placer; Task is progress at one recipient, who moves it.
/// A Task that ends never ends the request by itself.
/// </summary>
public static class ReferralRules
{
    private static readonly MoveTable Table = new(ReferralMoves.All, "referrer", "recipient");

    /// <summary>Fixed once the Task is there: another recipient is another Task, another need another request.</summary>
    private static readonly string[] Fixed = ["focus", "for", "requester", "owner", "intent", "basedOn", "authoredOn"];

    /// <summary>What only the placer writes, and only the recipient.</summary>
    private static readonly string[] PlacersOwn = ["input", "description", "restriction", "reasonCode", "reasonReference", "priority", "code"];
    private static readonly string[] RecipientsOwn = ["output", "executionPeriod"];
    private static readonly string[] RecipientsExtensions =
        [CareExtensions.NamedWorker, CareExtensions.FirstContact, CareExtensions.RiskHolder, CareExtensions.NextRoute, CareExtensions.NextRouteTarget];

    public static MoveResult Move(ReferralTask? current, ReferralTask proposed, Referral request, string callerAgency, DateTimeOffset now)
    {
        var party = PartyOf(callerAgency, request.Placer, current?.Recipient ?? proposed.Recipient);
        var from = current?.Status ?? Care.Move.None;
        var view = new MoveView(current?.Root ?? default, proposed.Root, request);
        var result = Table.Look(view, from, proposed.Status ?? string.Empty, Said(current, proposed), party);
        if (result.Refusal?.Problem == Problems.NotAllowedHere)
        {
            return result;
        }

        return Problem(current, proposed, request, party) is { } problem
            ? new Refusal(problem.Problem, problem.Text, Table.AllowedNext(from, party), problem.Expression)
            : result;
    }

    /// <summary>The statuses to which this agency may move the Task now.</summary>
    public static IReadOnlyList<string> AllowedNext(ReferralTask current, Referral request, string callerAgency) =>
        Table.AllowedNext(current.Status ?? string.Empty, PartyOf(callerAgency, request.Placer, current.Recipient));

    internal static Party PartyOf(string agency, string placer, string? recipient)
    {
        var party = agency == placer ? Party.Placer : Party.None;
        party |= agency == recipient ? Party.Recipient : Party.None;
        return agency == HubAgency.Name ? Party.Hub : party;
    }

    /// <summary>A business status left standing from before says nothing about this move.</summary>
    private static string? Said(ReferralTask? current, ReferralTask proposed) =>
        current?.BusinessStatus == proposed.BusinessStatus ? null : proposed.BusinessStatus;

    private static Issue? Problem(ReferralTask? current, ReferralTask proposed, Referral request, Party party) =>
        current is { } before ? Changed(before.Root, proposed.Root, party) : New(proposed, request);

    private static Issue? New(ReferralTask proposed, Referral request)
    {
        if (proposed.Requester is { } requester && requester != request.Placer)
        {
            return Issue.Error(Problems.NotAllowedHere, "The requester of the Task is the agency that placed the ServiceRequest.", "Task.requester");
        }

        return proposed.Recipient is null
            ? Issue.Error(Problems.MissingElement, "A referral names its recipient: owner is an Organization, or a service or role of one.", "Task.owner")
            : null;
    }

    private static Issue? Changed(JsonValue before, JsonValue after, Party party)
    {
        var names = party switch
        {
            Party.Placer => Fixed.Concat(RecipientsOwn),
            Party.Recipient => Fixed.Concat(PlacersOwn),
            _ => Fixed,
        };
        var changed = names.FirstOrDefault(name => !before[name].SameAs(after[name]));
        if (party == Party.Placer)
        {
            changed ??= RecipientsExtensions.Any(url => !before.Extension(url).SameAs(after.Extension(url))) ? "extension" : null;
        }

        return changed is null
            ? null
            : Issue.Error(Problems.TransitionRefused, $"A move leaves {changed} as it is: send it back as you read it.", "Task." + changed);
    }
}
