using Microsoft.Extensions.Primitives;

namespace Hub.Api.Http;

/// <summary>What a successful write answers with (https://hl7.org/fhir/R4/http.html#ops).</summary>
public enum ReturnPreference
{
    /// <summary>Nothing was asked for: a single write answers the resource, a Bundle entry does not.</summary>
    Unsaid,
    Minimal,
    Representation,
    OperationOutcome,
}

/// <summary>The Prefer header: <c>return=…</c>, <c>handling=lenient|strict</c> and <c>respond-async</c>. Preferences the hub does not know are no preference (RFC 7240).</summary>
public sealed record Preferences(ReturnPreference Return, bool Lenient)
{
    public static readonly Preferences None = new(ReturnPreference.Unsaid, Lenient: false);

    public static Preferences Of(StringValues header)
    {
        var preferences = None;
        foreach (var line in header)
        {
            foreach (var part in (line ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                preferences = preferences.With(part.Replace("\"", "", StringComparison.Ordinal));
            }
        }

        return preferences;
    }

    /// <summary>The client would rather come back for the answer (https://hl7.org/fhir/R4/async.html).</summary>
    public bool RespondLater { get; init; }

    private Preferences With(string preference) => preference switch
    {
        "return=minimal" => this with { Return = ReturnPreference.Minimal },
        "return=representation" => this with { Return = ReturnPreference.Representation },
        "return=OperationOutcome" => this with { Return = ReturnPreference.OperationOutcome },
        "handling=lenient" => this with { Lenient = true },
        "respond-async" => this with { RespondLater = true },
        "handling=strict" => this with { Lenient = false },
        _ => this,
    };
}
