using Microsoft.AspNetCore.Identity;

namespace Hub.Portal.Accounts;

/// <summary>What a browser says of a passkey; null where it was not asked just now.</summary>
internal static class Passkeys
{
    public static Task<PasskeyAttestationResult?> Attest(this SignInManager<HubUser> signIn, string? credential) =>
        WhenAsked(() => signIn.PerformPasskeyAttestationAsync(credential ?? "{}"));

    public static Task<PasskeyAssertionResult<HubUser>?> Assert(this SignInManager<HubUser> signIn, string? credential) =>
        WhenAsked(() => signIn.PerformPasskeyAssertionAsync(credential ?? "{}"));

    /// <summary>Identity throws where no question is open: a form sent again, or by somebody who has never seen the page.</summary>
    private static async Task<T?> WhenAsked<T>(Func<Task<T>> perform) where T : class
    {
        try
        {
            return await perform();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
