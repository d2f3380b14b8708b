namespace Hub.Fhir.Tests.Care;

public class ReferralRulesTests
{
    private static readonly string[] Statuses =
        ["none", "draft", "requested", "received", "accepted", "rejected", "in-progress", "on-hold", "completed", "failed", "cancelled", "entered-in-error", "ready"];

    /// <summary>The whole table, written down once more and independently: P placer, R recipient, H hub.</summary>
    private const string Expected = """
        none>draft P|none>requested P
        draft>draft P|draft>requested P|draft>cancelled PH|draft>entered-in-error P
        requested>requested P|requested>received RH|requested>accepted R|requested>rejected R|requested>cancelled PH|requested>entered-in-error P
        received>received PR|received>accepted R|received>rejected R|received>cancelled PH|received>entered-in-error P
        accepted>accepted PR|accepted>in-progress R|accepted>on-hold R|accepted>completed R|accepted>failed R|accepted>cancelled PH|accepted>entered-in-error P
        in-progress>in-progress PR|in-progress>on-hold R|in-progress>completed R|in-progress>failed R|in-progress>cancelled RH|in-progress>entered-in-error P
        on-hold>on-hold PR|on-hold>accepted R|on-hold>in-progress R|on-hold>failed R|on-hold>cancelled RH|on-hold>entered-in-error P
        completed>completed P|completed>entered-in-error P
        rejected>entered-in-error P|failed>entered-in-error P|cancelled>entered-in-error P
        """;

    public static TheoryData<string, string, string> EveryMoveOfEveryParty()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var from in Statuses.Except(["ready"]))
        {
            foreach (var to in Statuses.Except(["none"]))
            {
                foreach (var party in (string[])["online", "camhs", "hub", "school"])
                {
                    rows.Add(from, to, party);
                }
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(EveryMoveOfEveryParty))]
    public void Every_move_of_every_party_is_made_or_refused_as_the_table_says(string from, string to, string party)
    {
        var allowed = Parties(from, to);
        var letter = party switch { "online" => 'P', "camhs" => 'R', "hub" => 'H', _ => '-' };
        var asked = from is "in-progress" or "on-hold" && to == "cancelled" ? "cancellation-requested" : null;
        var result = ACase.From(from, asked).To(to).Saying(BusinessStatus(from, to, letter)).Complete().MovedBy(party);

        if (allowed.Contains(letter))
        {
            Assert.Null(result.Refusal);
            Assert.Equal((from, to), (result.Moved!.From, result.Moved.To));
        }
        else
        {
            var code = letter == '-' || allowed.Length > 0 ? "not-allowed-here" : "transition-refused";
            Assert.Equal(code, result.Refusal?.Problem.Code);
        }
    }

    [Theory]
    [InlineData("received", "camhs", "received, accepted, rejected")]
    [InlineData("received", "online", "received, cancelled, entered-in-error")]
    [InlineData("rejected", "camhs", "")]
    [InlineData("completed", "online", "completed, entered-in-error")]
    public void A_refusal_names_the_moves_that_are_allowed_from_here(string from, string party, string next)
    {
        var refusal = ACase.From(from).To("ready").MovedBy(party).Refusal!;

        Assert.Equal("transition-refused", refusal.Problem.Code);
        Assert.Equal(next, string.Join(", ", refusal.AllowedNext));
        Assert.All(refusal.AllowedNext, each => Assert.Contains(each, refusal.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("accepted", "named-worker", "named-worker")]
    [InlineData("accepted", "first-contact", "first-contact")]
    [InlineData("rejected", "statusReason", "Task.statusReason")]
    [InlineData("rejected", "next-route", "next-route")]
    [InlineData("on-hold", "statusReason", "Task.statusReason")]
    [InlineData("completed", "output", "Task.output")]
    public void A_move_without_what_it_demands_says_which_element_is_missing(string to, string without, string expression)
    {
        var from = to is "accepted" or "rejected" ? "received" : "accepted";
        var refusal = ACase.From(from).To(to).Complete().Without(without).MovedBy("camhs").Refusal!;

        Assert.Equal("missing-element", refusal.Problem.Code);
        Assert.Contains(expression, refusal.Expression, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decline_needs_words_beside_the_code()
    {
        var refusal = ACase.From("received").To("rejected").Complete().With("statusReason", Given.Concept("decline-reason", "no-capacity")).MovedBy("camhs").Refusal!;

        Assert.Equal("Task.statusReason.text", refusal.Expression);
    }

    [Fact]
    public void A_decline_with_words_alone_needs_a_coded_reason()
    {
        var refusal = ACase.From("received").To("rejected").Complete().With("statusReason", new { text = "Full." }).MovedBy("camhs").Refusal!;

        Assert.Equal("Task.statusReason.coding", refusal.Expression);
    }

    [Fact]
    public void Waiting_needs_a_holder_of_the_risk()
    {
        var waiting = ACase.From("received").To("accepted").Saying("waitlisted").Complete();

        Assert.Equal("waitlisted", waiting.MovedBy("camhs").Moved?.BusinessStatus);
        Assert.Contains("risk-holder", waiting.Without("risk-holder").MovedBy("camhs").Refusal!.Expression, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("focus")]
    [InlineData("for")]
    [InlineData("requester")]
    [InlineData("input")]
    [InlineData("description")]
    public void A_recipient_changes_nothing_that_the_referrer_wrote(string element)
    {
        var refusal = ACase.From("received").To("accepted").Complete().With(element, Given.Reference("Group/other")).MovedBy("camhs").Refusal!;

        Assert.Equal(("transition-refused", "Task." + element), (refusal.Problem.Code, refusal.Expression));
    }

    [Fact]
    public void A_referrer_does_not_write_the_outcome()
    {
        var refusal = ACase.From("completed").To("completed").Saying("loop-closed").With("output", "changed").MovedBy("online").Refusal!;

        Assert.Equal("Task.output", refusal.Expression);
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("revoked")]
    [InlineData("on-hold")]
    [InlineData("completed")]
    public void A_referral_is_sent_only_while_its_request_is_active(string requestStatus)
    {
        Assert.Equal("transition-refused", ACase.From("none").To("requested").OfRequest(requestStatus).MovedBy("online").Refusal?.Problem.Code);
    }

    [Fact]
    public void A_referral_about_another_young_person_than_its_request_is_refused()
    {
        Assert.Equal("Task.focus", ACase.From("none").To("requested").With("for", Given.Reference("Patient/other")).MovedBy("online").Refusal?.Expression);
    }

    [Fact]
    public void Work_that_has_begun_is_cancelled_only_when_the_referrer_asked_for_it()
    {
        Assert.Equal("transition-refused", ACase.From("in-progress").To("cancelled").Complete().MovedBy("camhs").Refusal?.Problem.Code);
        Assert.NotNull(ACase.From("in-progress", "cancellation-requested").To("cancelled").Saying("withdrawn").Complete().MovedBy("camhs").Moved);
    }

    [Fact]
    public void A_business_status_of_another_move_is_refused()
    {
        var refusal = ACase.From("received").To("accepted").Saying("outcome-sent").Complete().MovedBy("camhs").Refusal!;

        Assert.Equal(("transition-refused", "Task.businessStatus"), (refusal.Problem.Code, refusal.Expression));
    }

    [Fact]
    public void A_move_inside_one_agency_may_be_made_by_it_on_both_sides()
    {
        Assert.NotNull(ACase.From("received").To("accepted").Complete().Within("camhs").MovedBy("camhs").Moved);
        Assert.NotNull(ACase.From("received").To("cancelled").Complete().Within("camhs").MovedBy("camhs").Moved);
    }

    private static string Parties(string from, string to) =>
        Expected.Split(['|', '\n'], StringSplitOptions.TrimEntries)
            .Where(row => row.StartsWith($"{from}>{to} ", StringComparison.Ordinal))
            .Select(row => row.Split(' ')[1])
            .SingleOrDefault(string.Empty);

    /// <summary>The word that tells a placer's remark from an edit, and what the hub says when it ends a referral.</summary>
    private static string? BusinessStatus(string from, string to, char party) => (from == to, party, to) switch
    {
        (true, 'P', "completed") => "loop-closed",
        (true, 'P', not ("draft" or "requested")) => "information-supplied",
        (_, 'H', "cancelled") => "consent-withdrawn",
        _ => null,
    };
}
