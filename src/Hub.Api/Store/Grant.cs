namespace Hub.Api.Store;

/// <summary>Who may see what, on what basis, from when to when: one row of the projection that reads and searches ask.</summary>
/// <remarks>
/// It opens either one share category of one person (<c>Patient</c> and <c>Category</c>) or everything that belongs to one
/// referral (<c>Referral</c>, the id of the ServiceRequest). <c>Source</c> is the resource it was derived from, such as <c>Consent/1</c>.
/// It is in force from <c>From</c> inclusive to <c>Until</c> exclusive.
/// </remarks>
public sealed record Grant(
    string Agency,
    string? Patient,
    string? Category,
    string? Referral,
    string Basis,
    DateTimeOffset From,
    DateTimeOffset Until,
    string Source);
