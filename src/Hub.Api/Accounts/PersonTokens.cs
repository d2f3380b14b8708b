using Hub.Api.Access;
using Hub.Portal.Accounts;
using Microsoft.Extensions.Caching.Memory;

namespace Hub.Api.Accounts;

/// <summary>Access tokens for people in the portal. One is used for half its life, so that signing is not the work of every page.</summary>
internal sealed class PersonTokens(AccessTokens tokens, AccessSettings settings, IMemoryCache cache)
{
    public string For(Signed person, string purpose) => cache.GetOrCreate((person, purpose), entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = settings.TokenLife / 2;
        return tokens.IssueToPerson(person.Agency, person.UserId, "Practitioner/" + person.Practitioner, person.Role, purpose);
    })!;
}
