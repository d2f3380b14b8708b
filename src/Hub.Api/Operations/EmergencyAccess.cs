using Hub.Api.Http;
using Hub.Api.Interactions;

namespace Hub.Api.Operations;

/// <summary>$emergency-access: opens one person's records to the caller's agency for a while, with a reason, and tells the named worker (specs/access).</summary>
internal static class EmergencyAccess
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var until = await request.Store.OpenEmergency(Addresses.Key(request).Id, cancellationToken);
        return ParametersText.Answer(parameters => parameters.Add("until", "Instant", Instants.Text(until)));
    }
}
