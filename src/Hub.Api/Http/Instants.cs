using System.Globalization;

namespace Hub.Api.Http;

/// <summary>Moments as FHIR instants in UTC, to the millisecond.</summary>
internal static class Instants
{
    public static string Text(DateTimeOffset moment)
        => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
