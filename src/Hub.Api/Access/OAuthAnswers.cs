namespace Hub.Api.Access;

/// <summary>Why no token is given: an error code of RFC 6749 section 5.2 and a sentence that names the claim, key or audience.</summary>
public sealed record OAuthRefusal(string Error, string Description, int Status = StatusCodes.Status400BadRequest)
{
    public static OAuthRefusal Client(string description) => new("invalid_client", description, StatusCodes.Status401Unauthorized);

    public static OAuthRefusal Request(string description) => new("invalid_request", description);

    public static OAuthRefusal Scope(string description) => new("invalid_scope", description);

    public IResult Answer() => Results.Json(new Dictionary<string, string> { ["error"] = Error, ["error_description"] = Description }, statusCode: Status);

    /// <summary>What a stranger sent, short enough to be quoted back.</summary>
    public static string Quote(string? sent) => sent is null ? "missing" : $"'{(sent.Length > 200 ? sent[..200] + "…" : sent)}'";
}
