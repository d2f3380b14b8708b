namespace Hub.Portal.Accounts;

/// <summary>What the sign-in form carries along: where to go, and what was typed when the session ended.</summary>
public sealed record SignInForm(string? From, string? Kept, string? Email = null)
{
    public string? Password { get; }
}
