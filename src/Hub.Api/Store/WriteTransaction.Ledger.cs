namespace Hub.Api.Store;

public sealed partial class WriteTransaction
{
    private static readonly Insertion Events = new(
        "outbox", "number", "recorded", "kind", "type", "id", "version", "patient", "referral", "agency", "detail", "request_id", "correlation_id");

    /// <summary>What this work has written grants of.</summary>
    private readonly HashSet<string> granted = new(StringComparer.Ordinal);

    /// <summary>
    /// Makes these the only grants derived from the source, such as <c>Consent/1</c>, which stands in the file <paramref name="home"/>.
    /// Each is written beside the records it opens.
    /// </summary>
    public void ReplaceGrants(string source, IEnumerable<Grant> grants, int home = PersonKeys.Nobody)
    {
        // What derives from a resource made in this work is there only once it was written here.
        if (!IsNew(source) || granted.Contains(source))
        {
            session.Execute("DELETE FROM access_grant WHERE source = @p0", source);
        }

        var ordinal = 0;
        foreach (var grant in grants)
        {
            foreach (var file in grant.Referral is { } referral ? Files(referral, home) : [PersonKeys.Of(grant.Patient)])
            {
                index.Grants.Add(
                    source, file, ordinal, grant.Agency, grant.Patient, grant.Category, grant.Referral, grant.Basis, grant.From.UtcTicks, grant.Until.UtcTicks);
                granted.Add(source);
            }

            ordinal++;
        }

        index.Grants.Insert(session);
    }

    /// <summary>The grants in force now that let the agency see the row, for the reasons of a decision.</summary>
    public IReadOnlyList<Grant> Grants(string agency, StoredResource row) =>
        GrantRows.InForce(session, agency, row.PersonKey, row.Patient, row.Category, row.Referral, Now);

    /// <summary>The grants in force now that open the category of the person to the agency.</summary>
    public IReadOnlyList<Grant> Grants(string agency, string person, string category) =>
        GrantRows.InForce(session, agency, PersonKeys.Of(person), person, category, null, Now);

    /// <summary>Every grant derived from the source, in force or not.</summary>
    public IReadOnlyList<Grant> GrantsFrom(string source) => GrantRows.From(session, source);

    /// <summary>Every grant about the person, in force or not.</summary>
    public IReadOnlyList<Grant> GrantsAbout(string patient) => GrantRows.About(session, patient);

    /// <summary>True when the registry knows an agency of that name.</summary>
    public bool IsAgency(string agency) => session.HoldsIn(PersonKeys.Nobody, "SELECT 1 FROM partner WHERE agency = @p0", agency);

    /// <summary>Adds the entry to those of the group and answers its number.</summary>
    public long Audit(AuditEntry entry)
    {
        journal.Add(entry);
        return ++clock.Audit;
    }

    /// <summary>Keeps the event for whoever waits for it and answers its number.</summary>
    public long Emit(OutboxEvent outboxEvent)
    {
        session.Insert(
            Events,
            ++clock.Event, clock.Time, outboxEvent.Kind, outboxEvent.Focus.Type, outboxEvent.Focus.Id, outboxEvent.Version, outboxEvent.Patient,
            outboxEvent.Referral, outboxEvent.Agency, outboxEvent.Detail, outboxEvent.RequestId, outboxEvent.CorrelationId);
        return clock.Event;
    }

    /// <summary>The answer this agency's request with this id got before.</summary>
    public (int Status, string Answer)? Seen(string requestId, string agency) =>
        session.First<(int, string)?>(
            "SELECT status, answer FROM request WHERE agency = @p0 AND request_id = @p1",
            row => (row.GetInt32(0), row.GetString(1)), agency, requestId);

    public void Remember(string requestId, string agency, int status, string answer) =>
        session.Execute(
            "INSERT INTO request (agency, request_id, status, answer, recorded) VALUES (@p0, @p1, @p2, @p3, @p4)",
            agency, requestId, status, answer, clock.Time);

    public void PutPartner(Partner partner)
    {
        session.Execute("DELETE FROM partner WHERE client_id = @p0", partner.ClientId);
        session.Execute(
            "INSERT INTO partner (client_id, agency, name, jwks, scopes, enabled) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
            partner.ClientId, partner.Agency, partner.Name, partner.Jwks, partner.Scopes, partner.Enabled ? 1 : 0);
    }

    public void PutSigningKey(SigningKey key)
    {
        session.Execute("DELETE FROM signing_key WHERE key_id = @p0", key.KeyId);
        session.Execute(
            "INSERT INTO signing_key (key_id, pem, created, retired, issuer) VALUES (@p0, @p1, @p2, @p3, @p4)",
            key.KeyId, key.Pem, key.Created.UtcTicks, key.Retired?.UtcTicks, key.Issuer);
    }

    public IReadOnlyList<SigningKey> SigningKeys() => PartnerRows.SigningKeys(session);

    /// <summary>False when this client has used the <c>jti</c> before. Expired ones are forgotten on the way.</summary>
    public bool UseJti(string clientId, string jti, DateTimeOffset expires)
    {
        session.Execute("DELETE FROM jti WHERE expires < @p0", clock.Time);
        if (session.First("SELECT 1 FROM jti WHERE client_id = @p0 AND jti = @p1", row => row.GetInt32(0), clientId, jti) == 1)
        {
            return false;
        }

        session.Execute("INSERT INTO jti (client_id, jti, expires) VALUES (@p0, @p1, @p2)", clientId, jti, expires.UtcTicks);
        return true;
    }
}
