using Hub.Portal.Accounts;
using Hub.Portal.Reading;
using Hub.Portal.Tags;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Referrals;

/// <summary>A list of referrals with tabs, filters and order, all kept in the address.</summary>
public abstract class ReferralsPage(ReferralList referrals, AgencyBook book) : PageModel
{
    protected static readonly string NotAsking = "business-status:not=" + Uri.EscapeDataString(Hub.Fhir.Care.Canonicals.BusinessStatus + "|awaiting-information");
    protected static readonly string Asking = "business-status=" + Uri.EscapeDataString(Hub.Fhir.Care.Canonicals.BusinessStatus + "|awaiting-information");

    [BindProperty(SupportsGet = true)]
    public string? Tab { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Priority { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Agency { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public abstract string Heading { get; }

    public abstract bool Incoming { get; }

    public abstract IReadOnlyList<Tab> Tabs { get; }

    public Tab Current => Tabs.FirstOrDefault(tab => tab.Key == Tab) ?? Tabs[0];

    public AgencyNames Names { get; private set; } = new([], []);

    public ReferralPage List { get; private set; } = new([], null, null);

    public IEnumerable<Choice> Agencies => Names.Agencies.Where(agency => agency.Id != Signed.From(User).Agency)
        .Select(agency => new Choice(agency.Id, agency.Name)).Prepend(new Choice("", "All"));

    public static IEnumerable<Choice> Priorities =>
        [new("", "All"), new("stat", ReferralWords.Priority("stat")), new("asap", ReferralWords.Priority("asap")), new("urgent", ReferralWords.Priority("urgent")), new("routine", ReferralWords.Priority("routine"))];

    public static IEnumerable<Choice> Orders => [new("", "Longest unchanged first"), new("changed", "Last changed first"), new("oldest", "Sent first"), new("newest", "Sent last")];

    public bool Filtered => !string.IsNullOrEmpty(Priority) || !string.IsNullOrEmpty(Agency);

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Names = await book.Names(cancellationToken);
        List = await referrals.Find(Query(Current), cancellationToken);
    }

    /// <summary>The address of this list with one thing changed.</summary>
    public string Here(string? tab = null, string? cursor = null)
    {
        var query = new QueryBuilder();
        Add(query, "tab", tab ?? Tab);
        Add(query, "priority", Priority);
        Add(query, "agency", Agency);
        Add(query, "sort", Sort);
        Add(query, "cursor", cursor);
        return Request.Path + query.ToQueryString();
    }

    protected abstract string Side(Signed person);

    protected abstract string OtherSide { get; }

    private string Query(Tab tab)
    {
        var query = $"{Side(Signed.From(User))}&{tab.Query}&_count=25&_sort={Order}";
        query += Priorities.Any(choice => choice.Value == Priority && Priority.Length > 0) ? "&priority=" + Priority : "";
        query += Names.Agencies.Any(agency => agency.Id == Agency) ? $"&{OtherSide}=Organization/{Agency}" : "";
        return query + (string.IsNullOrEmpty(Cursor) ? "" : "&_cursor=" + Uri.EscapeDataString(Cursor));
    }

    private string Order => Sort switch { "newest" => "-authored-on", "oldest" => "authored-on", "changed" => "-_lastUpdated", _ => "_lastUpdated" };

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Add(name, value);
        }
    }
}

/// <summary>One tab of a list: its words and the search behind it.</summary>
public sealed record Tab(string Key, string Text, string Query);
