using AutoMapper;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Door;
using Hub.Portal.Rows;

namespace Hub.Portal.Reading;

/// <summary>Referrals with the young person's name and what is asked, as far as this person's agency may see them.</summary>
public sealed class ReferralList(HubClient hub, IMapper mapper)
{
    private const string Along = "&_include=Task:patient&_include=Task:focus";

    public static string Kind => "code=" + Uri.EscapeDataString(Canonicals.TaskKind + "|referral");

    public async Task<ReferralPage> Find(string query, CancellationToken cancellationToken)
    {
        var page = await hub.Search("Task?" + Kind + "&" + query + Along, cancellationToken);
        var along = page.Included.ToLookup(root => root["resourceType"].Text + "/" + root["id"].Text);
        return new ReferralPage([.. page.Matches.Select(root => Row(root, along))], page.Total, page.Next);
    }

    public ReferralRow Row(JsonValue task, ILookup<string, JsonValue> along)
    {
        var row = mapper.Map<ReferralRow>(new ReferralTask(task));
        var person = along["Patient/" + row.Person].FirstOrDefault();
        var request = along["ServiceRequest/" + row.Request].FirstOrDefault();
        return row with
        {
            PersonName = new Person(person).DisplayName ?? Words.SomebodyNotShown,
            About = About(request),
            Priority = request["priority"].TextOf() ?? row.Priority,
        };
    }

    /// <summary>What is asked, in the first words the referrer gave.</summary>
    public static string About(JsonValue request) =>
        request["reasonCode"].Item(0)["text"].TextOf() ?? request["code"]["text"].TextOf() ?? "";
}

/// <summary>One page of a list of referrals.</summary>
public sealed record ReferralPage(IReadOnlyList<ReferralRow> Rows, int? Total, string? Next);
