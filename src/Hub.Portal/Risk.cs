using Hub.Portal.Reading;
using Hub.Portal.Rows;

namespace Hub.Portal;

/// <summary>Who holds the risk, the same on every page and never nobody; pure.</summary>
public static class Risk
{
    /// <summary>Of one referral: as its task says; else who has taken it on; while they wait, or when it has ended, who holds it meanwhile.</summary>
    public static string? Holder(ReferralRow row) => row switch
    {
        { IsEnded: false, RiskHolder: { } said } => said,
        { IsTaken: true, BusinessStatus: not "waitlisted" } => row.Recipient,
        _ => row.RiskMeanwhile ?? row.Placer,
    };

    /// <summary>Of a young person: the latest word of an open episode or of help taken on; else of an open or declined referral; else who wrote the record.</summary>
    public static string? Holder(PersonFile file) =>
        file.Episodes.Where(episode => episode.IsOpen && episode.RiskHolder is not null).Select(episode => (episode.ChangedAt, Agency: episode.RiskHolder))
            .Concat(file.Referrals.Where(row => row.IsTaken).Select(row => (row.ChangedAt, Agency: Holder(row))))
            .OrderByDescending(word => word.ChangedAt).Select(word => word.Agency).FirstOrDefault()
        ?? file.Referrals.Where(row => !row.IsEnded || row is { Status: "rejected", IsAsked: true }).OrderByDescending(row => row.ChangedAt).Select(Holder).FirstOrDefault()
        ?? file.Author;
}
