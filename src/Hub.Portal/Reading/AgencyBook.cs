using AutoMapper;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Door;
using Hub.Portal.Rows;
using Microsoft.Extensions.Caching.Memory;

namespace Hub.Portal.Reading;

/// <summary>Agencies and their services, which every partner may read; fresh within a minute.</summary>
public sealed class AgencyBook(HubClient hub, IMapper mapper, IMemoryCache cache)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    public async Task<AgencyNames> Names(CancellationToken cancellationToken) =>
        await cache.GetOrCreateAsync("agency-book", entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Fresh;
            return Read(cancellationToken);
        }) ?? throw new InvalidOperationException("There is no agency book.");

    private async Task<AgencyNames> Read(CancellationToken cancellationToken)
    {
        var organizations = hub.All("Organization?_count=1000", cancellationToken);
        var services = hub.All("HealthcareService?_count=1000", cancellationToken);
        var agencies = (await organizations).Select(root => mapper.Map<AgencyRow>(new Agency(root))).OrderBy(agency => agency.Name, StringComparer.OrdinalIgnoreCase).ToList();
        return new AgencyNames(agencies, [.. (await services).Select(Service).OrderBy(service => service.Name, StringComparer.OrdinalIgnoreCase)]);
    }

    private static OfferRow Service(JsonValue root) => new(
        root["id"].Text,
        root["name"].TextOf() ?? "",
        root["providedBy"].AgencyOf() ?? "",
        root["comment"].TextOf() ?? root["extraDetails"].TextOf(),
        root["active"].TextOf() != "false");
}

/// <summary>A service one may refer to.</summary>
public sealed record OfferRow(string Id, string Name, string Agency, string? About, bool Open);

/// <summary>What agencies and services are called.</summary>
public sealed class AgencyNames(IReadOnlyList<AgencyRow> agencies, IReadOnlyList<OfferRow> services)
{
    private readonly Dictionary<string, string> names = agencies.ToDictionary(agency => agency.Id, agency => agency.Name);

    /// <summary>Those that help people: the hub has a name, too, and is none of them.</summary>
    public IReadOnlyList<AgencyRow> Agencies { get; } = [.. agencies.Where(agency => agency.Id != HubAgency.Name)];

    public IReadOnlyList<OfferRow> Services => services;

    public string this[string? agency] => agency is null ? "" : names.GetValueOrDefault(agency, agency);

    public string? AgencyOfService(string? id) => id is null ? null : services.FirstOrDefault(service => service.Id == id)?.Agency;

    /// <summary>Everything that stands for an agency as the owner of a Task: itself and its services.</summary>
    public string Owner(string agency) =>
        string.Join(',', services.Where(service => service.Agency == agency).Select(service => "HealthcareService/" + service.Id).Prepend("Organization/" + agency));
}
