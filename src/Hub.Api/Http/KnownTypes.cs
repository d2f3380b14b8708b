using Hub.Fhir.Definitions;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Http;

/// <summary>Which types have an address here.</summary>
internal static class KnownTypes
{
    private static readonly HashSet<string> Stored = [.. HubTypes.Stored];

    /// <summary>Throws unless the type is kept by the hub, or the address names none.</summary>
    public static void Require(string type)
    {
        if (Refusal(type) is { } why)
        {
            throw new ProblemException(Problems.UnknownType, why);
        }
    }

    public static void Require(RouteMatch match) => Require(match.Route.OnlyType is null ? match.Type : "");

    /// <summary>Why the type of an address has none; null when the route is for this type alone, or for every type kept.</summary>
    public static string? Refusal(RouteMatch match) => match.Route.OnlyType is null ? Refusal(match.Type) : null;

    /// <summary>Why a type has no address here; null when it has one.</summary>
    public static string? Refusal(string type)
    {
        if (type.Length == 0 || Stored.Contains(type))
        {
            return null;
        }

        return DefinitionSet.R4.ResourceTypes.Contains(type)
            ? $"{type} is a type of FHIR R4 that this hub does not keep. GET metadata lists those it does."
            : "This is not a type of FHIR R4. Types are written as in the specification, such as Patient.";
    }
}
