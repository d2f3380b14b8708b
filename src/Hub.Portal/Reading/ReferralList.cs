using AutoMapper;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Door;
using Hub.Portal.Rows;

namespace Hub.Portal.Reading;

/// <summary>Referrals with the young person's name and what is asked, as far as this person's agency may see them.</summary>
public sealed class ReferralList(HubClient hub, AgencyBook book, IMapper mapper)
{
    private const string Along = "&_include=Task:patient&_include=Task:focus";

    public static string Kind => "code=" + Uri.EscapeDataString(Canonicals.TaskKind + "|referral");

    public async Task<ReferralPage> Find(string query, CancellationToken cancellationToken)
    {
        var names = await book.Names(cancellationToken);
        var page = await hub.Search("Task?" + query + "&" + Kind + Along, cancellationToken);
        var along = page.Included.ToLookup(root => root["resourceType"].Text + "/" + root["id"].Text);
        return new ReferralPage([.. page.Matches.Select(root => Row(root, along, names))], page.Total, page.Next);
    }

    /// <summary>The Task as a row, with what came along: whom it is about and what is asked.</summary>
    public ReferralRow Row(JsonValue task, ILookup<string, JsonValue> along, AgencyNames names)
    {
        var row = mapper.Map<ReferralRow>(new ReferralTask(task));
        var request = along["ServiceRequest/" + row.Request].FirstOrDefault();
        return row with
        {
            PersonName = new Person(along["Patient/" + row.Person].FirstOrDefault()).DisplayName ?? Words.SomebodyNotShown,
            Recipient = row.Recipient ?? names.AgencyOfService(task["owner"].IdOf("HealthcareService")),
            About = request["reasonCode"].Item(0)["text"].TextOf() ?? request["code"]["text"].TextOf() ?? "",
            Priority = request["priority"].TextOf() ?? row.Priority,
            IsAsked = request["status"].TextOf() is null or "active",
            RiskMeanwhile = request.Extension(CareExtensions.RiskHolder)["valueReference"].AgencyOf(),
        };
    }
}

/// <summary>One page of a list of referrals.</summary>
public sealed record ReferralPage(IReadOnlyList<ReferralRow> Rows, int? Total, string? Next);
