using Hub.Portal.Accounts;
using Hub.Portal.Reading;

namespace Hub.Portal.Pages.Referrals;

/// <summary>Referrals sent to this person's agency.</summary>
public sealed class ReceivedModel(ReferralList referrals, AgencyBook book) : ReferralsPage(referrals, book)
{
    public override string Heading => "Referrals received";

    public override bool Incoming => true;

    public override IReadOnlyList<Tab> Tabs { get; } =
    [
        new("new", "New", "status=requested"),
        new("decide", "To decide", "status=received&" + NotAsking),
        new("question", "Question asked", "status=received,accepted,in-progress&" + Asking),
        new("waiting", "Accepted", "status=accepted"),
        new("progress", "In progress", "status=in-progress,on-hold"),
        new("closed", "Closed", "status=rejected,completed,failed,cancelled"),
    ];

    protected override string OtherSide => "requester";

    protected override string Side(Signed person) => "owner=" + Names.Owner(person.Agency);
}
