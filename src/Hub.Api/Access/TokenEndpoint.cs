using Hub.Api.Store;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Hub.Api.Access;

/// <summary>POST /oauth/token: client_credentials with private_key_jwt (SMART App Launch 2, "Backend Services").</summary>
public sealed class TokenEndpoint(Partners partners, ClientKeys keys, AccessTokens tokens, AccessSettings settings, TimeProvider time)
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public async Task<IResult> Answer(HttpRequest request, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (!request.HasFormContentType)
        {
            return OAuthRefusal.Request("The body must be a form (application/x-www-form-urlencoded).").Answer();
        }

        if (await Form(request, cancellationToken) is not { } form)
        {
            return OAuthRefusal.Request("The form cannot be read: it holds the character U+0000, or more than a request for a token takes.").Answer();
        }

        if (CheckForm(form) is { } refusal)
        {
            return refusal.Answer();
        }

        var (partner, refused) = await Authenticate(form["client_assertion"].ToString(), cancellationToken);
        return partner is null ? refused!.Answer() : Grant(partner, form);
    }

    private static async Task<IFormCollection?> Form(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static OAuthRefusal? CheckForm(IFormCollection form)
    {
        if (form["grant_type"] != "client_credentials")
        {
            return new OAuthRefusal("unsupported_grant_type", $"grant_type is {OAuthRefusal.Quote(form["grant_type"])}; client_credentials is the only one.");
        }

        if (form["client_assertion_type"] != AssertionType)
        {
            return OAuthRefusal.Request($"client_assertion_type must be '{AssertionType}'.");
        }

        return form["client_assertion"].Count == 1 ? null : OAuthRefusal.Request("One client_assertion is needed: a JWT signed with a key of the client.");
    }

    private async Task<(Partner? Partner, OAuthRefusal? Refusal)> Authenticate(string text, CancellationToken cancellationToken)
    {
        if (ClientAssertion.Read(text) is not { } token)
        {
            return (null, OAuthRefusal.Client("client_assertion is not a signed JWT (header.payload.signature)."));
        }

        if (ClientAssertion.CheckClaims(token, settings, time.GetUtcNow()) is { } refusal)
        {
            return (null, refusal);
        }

        if (await partners.Find(token.Issuer, cancellationToken) is not { Enabled: true } partner)
        {
            return (null, OAuthRefusal.Client($"Claim iss names client {OAuthRefusal.Quote(token.Issuer)}, which is not registered here or is switched off."));
        }

        var refused = await CheckSignature(text, token, partner, cancellationToken);
        return refused is null ? (partner, null) : (null, refused);
    }

    /// <summary>The jti is written down only after the signature held: a stranger can not use up a partner's ids.</summary>
    private async Task<OAuthRefusal?> CheckSignature(string text, JsonWebToken token, Partner partner, CancellationToken cancellationToken)
    {
        var (key, why) = await keys.Find(partner, token.Kid, cancellationToken);
        if (key is null)
        {
            return OAuthRefusal.Client(why!);
        }

        if (!await ClientAssertion.IsSignedBy(text, key))
        {
            return OAuthRefusal.Client($"The signature does not verify with key id {OAuthRefusal.Quote(token.Kid)} of client '{partner.ClientId}'.");
        }

        return await partners.UseOnce(partner.ClientId, token.Id, time.GetUtcNow() + AccessSettings.AssertionLife + (2 * AccessSettings.ClockSkew), cancellationToken)
            ? null
            : OAuthRefusal.Client($"Claim jti {OAuthRefusal.Quote(token.Id)} was used before: an assertion is good once.");
    }

    private IResult Grant(Partner partner, IFormCollection form)
    {
        var asked = form["scope"].ToString();
        if (!SmartScopes.TryParse(asked, out var scopes, out var refused))
        {
            return OAuthRefusal.Scope($"{OAuthRefusal.Quote(refused)} is no scope of this hub; a scope looks like system/Task.rs.").Answer();
        }

        var granted = scopes.Within(SmartScopes.Parse(partner.Scopes));
        if (granted.Items.Count == 0)
        {
            return OAuthRefusal.Scope($"Nothing of {OAuthRefusal.Quote(asked)} is registered for client '{partner.ClientId}', which may ask for: {partner.Scopes}.").Answer();
        }

        var purpose = form["purpose_of_use"].ToString() is { Length: > 0 } said ? said : Purposes.Treatment;
        return Purposes.Known.Contains(purpose)
            ? Results.Json(tokens.Answer(partner, granted, purpose))
            : OAuthRefusal.Request($"purpose_of_use is {OAuthRefusal.Quote(purpose)}; known purposes are {string.Join(", ", Purposes.Known)}.").Answer();
    }
}
