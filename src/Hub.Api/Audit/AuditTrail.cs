using Hub.Api.Access;
using Hub.Api.Store;

namespace Hub.Api.Audit;

/// <summary>Words an interaction of one caller into audit entries: who, what, whose, allowed or not, on what basis.</summary>
public sealed class AuditTrail(Caller caller)
{
    public const string Permit = "permit";
    public const string Refuse = "refuse";

    public AuditEntry Permitted(Look look, string basis) => Entry(look, Permit, basis);

    public AuditEntry Refused(Look look, string why) => Entry(look, Refuse, why);

    private AuditEntry Entry(Look look, string outcome, string basis) => new(
        caller.Agency, caller.Client, caller.Person, look.Action, look.Interaction, outcome,
        look.Type, look.Id, look.Version, look.Patient, look.Owner, basis,
        caller.Purpose, caller.Reason, caller.RequestId, caller.CorrelationId, look.Query);
}

/// <summary>What was looked at or changed, and how. Action is the letter of AuditEvent.action.</summary>
public sealed record Look(string Action, string Interaction, string? Type, string? Id = null)
{
    public int? Version { get; init; }
    public string? Patient { get; init; }
    public string? Owner { get; init; }
    public string? Query { get; init; }

    public Look At(StoredResource row) => this with { Type = row.Type, Id = row.Id, Version = row.Version, Patient = row.Patient, Owner = row.Author };
}
