using Hub.Fhir.Care;
using Hub.Portal.Door;

namespace Hub.Portal.Pages.Referrals;

/// <summary>A move that is said in words.</summary>
public sealed class TextForm
{
    public string? Text { get; set; }

    public static IEnumerable<FieldError> Check(string? text, string missing, int most) => Texts.Check(nameof(Text), text, missing, most);
}

/// <summary>The recipient asks; the clock for deciding rests.</summary>
public sealed class AskModel(MoveParts parts) : MovePage<TextForm>(parts)
{
    protected override string Place => "/ask";

    protected override string Told => "Question sent.";

    protected override IEnumerable<FieldError> Errors() => TextForm.Check(Form.Text, "Enter your question", 2000);

    protected override Task Move(string version, string requestId, CancellationToken cancellationToken) =>
        Parts.Moving.Move(Item, version, requestId, Item.Row.Status!, "awaiting-information", [Parts.Moving.Note(Item, Form.Text!)], cancellationToken);
}

/// <summary>The referrer answers.</summary>
public sealed class AnswerModel(MoveParts parts) : MovePage<TextForm>(parts)
{
    protected override string Place => "/answer";

    protected override string Told => "Answer sent.";

    protected override IEnumerable<FieldError> Errors() => TextForm.Check(Form.Text, "Enter your answer", 2000);

    protected override Task Move(string version, string requestId, CancellationToken cancellationToken) =>
        Parts.Moving.Move(Item, version, requestId, Item.Row.Status!, "information-supplied", [Parts.Moving.Note(Item, Form.Text!)], cancellationToken);
}

/// <summary>The referrer takes it back, or where work has begun asks for its end.</summary>
public sealed class WithdrawModel(MoveParts parts) : MovePage<TextForm>(parts)
{
    protected override string Place => "/withdraw";

    protected override string Told => Begun ? "They have been asked to end it." : "Withdrawn.";

    protected override IEnumerable<FieldError> Errors() => TextForm.Check(Form.Text, "Say why", 2000);

    protected override Task Move(string version, string requestId, CancellationToken cancellationToken) => Begun
        ? Parts.Moving.Move(Item, version, requestId, Item.Row.Status!, "cancellation-requested", [Parts.Moving.Note(Item, Form.Text!)], cancellationToken)
        : Parts.Moving.Move(Item, version, requestId, "cancelled", "withdrawn", [("statusReason", new { text = Form.Text!.Trim() })], cancellationToken);

    private bool Begun => Item.Row.Status is "in-progress" or "on-hold";
}

/// <summary>The recipient ends what the referrer has asked to withdraw.</summary>
public sealed class EndModel(MoveParts parts) : MovePage<TextForm>(parts)
{
    protected override string Place => "/end";

    protected override string Told => "Ended.";

    protected override IEnumerable<FieldError> Errors() => TextForm.Check(Form.Text, "Say what you have agreed", 2000);

    protected override Task Move(string version, string requestId, CancellationToken cancellationToken) =>
        Parts.Moving.Move(Item, version, requestId, "cancelled", "withdrawn", [("statusReason", new { text = Form.Text!.Trim() })], cancellationToken);
}

/// <summary>The recipient ends its help and says how.</summary>
public sealed class OutcomeModel(MoveParts parts) : MovePage<OutcomeForm>(parts)
{
    protected override string Place => "/outcome";

    protected override string Told => "Completed. The referrer has the outcome.";

    protected override IEnumerable<FieldError> Errors() => Form.Errors();

    protected override Task Move(string version, string requestId, CancellationToken cancellationToken)
    {
        object[] output =
        [
            new { type = FhirText.Code(Canonicals.TaskOutput, "outcome"), valueCodeableConcept = FhirText.Code(Canonicals.ReferralOutcome, Form.Outcome!) },
            new { type = FhirText.Code(Canonicals.TaskOutput, "hand-back-note"), valueString = Form.Text!.Trim() },
        ];
        return Parts.Moving.Move(Item, version, requestId, "completed", "outcome-sent", [("output", output)], cancellationToken);
    }
}

/// <summary>What completing asks for.</summary>
public sealed class OutcomeForm
{
    public string? Outcome { get; set; }

    public string? Text { get; set; }

    public IEnumerable<FieldError> Errors() =>
        (Outcome is not null && HubCodes.Knows(Canonicals.ReferralOutcome, Outcome) ? Enumerable.Empty<FieldError>() : [new(nameof(Outcome), "Choose how it ended")])
        .Concat(TextForm.Check(Text, "Say what the referrer needs to know", 4000));
}
