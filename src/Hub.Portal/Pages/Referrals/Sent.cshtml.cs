using Hub.Portal.Accounts;
using Hub.Portal.Reading;

namespace Hub.Portal.Pages.Referrals;

/// <summary>Referrals this person's agency has sent.</summary>
public sealed class SentModel(ReferralList referrals, AgencyBook book) : ReferralsPage(referrals, book)
{
    public override string Heading => "Referrals sent";

    public override bool Incoming => false;

    public override IReadOnlyList<Tab> Tabs { get; } =
    [
        new("open", "Waiting for an answer", "status=requested,received&" + NotAsking),
        new("question", "Question for you", "status=received,accepted,in-progress&" + Asking),
        new("accepted", "Accepted", "status=accepted,in-progress,on-hold"),
        new("declined", "Declined", "status=rejected"),
        new("closed", "Closed", "status=completed,failed,cancelled"),
    ];

    protected override string OtherSide => "owner";

    protected override string Side(Signed person) => "requester=" + person.Organization;
}
