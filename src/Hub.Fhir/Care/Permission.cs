using System.Diagnostics.CodeAnalysis;

namespace Hub.Fhir.Care;

/// <summary>One agency may see one category of a young person's records, from a moment up to but not including another.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A permission is the word of the domain; nothing here is of the framework's code access security.")]
public sealed record Permission(string Agency, string Category, DateTimeOffset From, DateTimeOffset Until, string Basis, string ConsentId)
{
    public const string Consent = "consent";
    public const string Safeguarding = "safeguarding";
}

/// <summary>What sharing decisions say about one agency, category and moment, with the reasons in words.</summary>
public sealed record Decision(bool Permitted, string? Basis, string? ConsentId, IReadOnlyList<string> Reasons);
