using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Operations;

/// <summary>$erase: takes the content of a resource, or of all that an agency wrote about a person, out of the hub for good (specs/interactions/erase.md).</summary>
internal static class Erase
{
    public static readonly string[] Parameters = ["reason", "confirm"];

    private const int LongestReason = 1000;

    /// <summary>With a reason it is asked for; with the id of what was asked for, it is confirmed and done.</summary>
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var asked = new Asked(request);
        var key = Addresses.Key(request);
        if (asked.Text("confirm") is { Length: > 0 } id)
        {
            return Answer(await request.Store.Erasures.Confirm(key, id, cancellationToken));
        }

        var reason = asked.Required("reason");
        return reason.Length <= LongestReason
            ? Answer(await request.Store.Erasures.Ask(key, reason, cancellationToken)) with { Status = StatusCodes.Status202Accepted }
            : throw new ProblemException(Problems.InvalidParameter, $"The reason has at most {LongestReason} characters.");
    }

    /// <summary>What was asked for or done, as it stands.</summary>
    public static async Task<FhirAnswer> Proof(FhirRequest request, CancellationToken cancellationToken)
        => Answer(await request.Store.Erasures.Last(Addresses.Key(request), cancellationToken));

    private static FhirAnswer Answer(Erasure erasure) => ParametersText.Answer(parameters =>
    {
        parameters.Add("request", "String", erasure.Id);
        parameters.Add("asked-by", "String", erasure.AskedBy);
        parameters.Add("asked", "Instant", Instants.Text(erasure.Asked));
        parameters.Add("reason", "String", erasure.Reason);
        if (erasure.IsDone)
        {
            Done(parameters, erasure);
        }
        else
        {
            parameters.Add("confirm-until", "Instant", Instants.Text(erasure.Until));
        }
    });

    private static void Done(ParametersText parameters, Erasure erasure)
    {
        parameters.Add("confirmed-by", "String", erasure.ConfirmedBy);
        parameters.Add("done", "Instant", Instants.Text(erasure.Done));
        parameters.Add("proof", "String", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(erasure.Proof!))));
        foreach (var version in JsonSerializer.Deserialize<ErasedVersion[]>(erasure.Proof!)!)
        {
            parameters.AddParts("erased", parts =>
            {
                parts.Add("version", "String", string.Create(CultureInfo.InvariantCulture, $"{version.Resource}/_history/{version.Version}"));
                parts.Add("sha256", "String", version.Sha256);
            });
        }
    }
}
